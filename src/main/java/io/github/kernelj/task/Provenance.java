package io.github.kernelj.task;

import io.github.kernelj.image.ImageVolumes;
import io.github.kernelj.learn.Fit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a kernel was learned, so that it can be learned again: everything but the date is the same the next time. */
final class Provenance {

    /** Settings that leave the kernel as it is, or are told in another way. */
    private static final Set<String> NOT_OF_THE_KERNEL = Set.of(
            LearnSettings.KERNEL.name(),
            LearnSettings.INPUT.name(),
            LearnSettings.TARGET.name(),
            LearnSettings.REPORT.name(),
            LearnSettings.HOLDOUT.name());

    private final LearnSettings settings;
    private final Clock clock;

    Provenance(LearnSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Map<String, String> of(String inputName, ImageVolumes input, String targetName, ImageVolumes target, List<Fit> fits)
            throws IOException {
        return of(inputName, checksum(input), targetName, checksum(target), fits);
    }

    /** Of images whose pixels were never together in one place, so that there is no checksum. */
    Map<String, String> of(String inputName, String targetName, Fit fit) {
        return of(inputName, "", targetName, "", List.of(fit));
    }

    private Map<String, String> of(
            String inputName, String inputChecksum, String targetName, String targetChecksum, List<Fit> fits) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("learned by", "KernelJ " + Version.text());
        settings.toMap().forEach((key, value) -> {
            if (!NOT_OF_THE_KERNEL.contains(key)) {
                entries.put(key, value);
            }
        });
        entries.put("input", inputName);
        putKnown(entries, "input sha-256", inputChecksum);
        entries.put("target", targetName);
        putKnown(entries, "target sha-256", targetChecksum);
        entries.put("windows", Long.toString(fits.get(0).count()));
        entries.put("steps", ofOutputs(fits, Fit::steps));
        entries.put("converged", ofOutputs(fits, Fit::converged));
        entries.put("mean squared error", ofOutputs(fits, Fit::meanLoss));
        entries.put("R squared", ofOutputs(fits, Fit::rSquared));
        entries.put("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return entries;
    }

    private static void putKnown(Map<String, String> entries, String name, String text) {
        if (!text.isEmpty()) {
            entries.put(name, text);
        }
    }

    private static String ofOutputs(List<Fit> fits, Function<Fit, Object> value) {
        return fits.stream().map(value).map(Object::toString).collect(Collectors.joining(", "));
    }

    /**
     * SHA-256 of the calibrated pixel values as big-endian floats, plane by plane, in each channel by channel; the kind of
     * file doesn't enter.
     */
    private static String checksum(ImageVolumes volumes) throws IOException {
        MessageDigest digest = sha256();
        for (int position = 0; position < volumes.positions(); position++) {
            for (int z = 0; z < volumes.shape().depth(); z++) {
                for (int channel = 0; channel < volumes.channels(); channel++) {
                    update(
                            digest,
                            volumes.source(channel, position).plane(z),
                            volumes.shape().width());
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, float[] plane, int width) {
        for (int from = 0; from < plane.length; from += width) {
            ByteBuffer row = ByteBuffer.allocate(Float.BYTES * width);
            row.asFloatBuffer().put(plane, from, width);
            digest.update(row);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
