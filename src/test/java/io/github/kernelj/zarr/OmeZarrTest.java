package io.github.kernelj.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OmeZarrTest {

    private static final Workers ALONE = new Workers(1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void metadataComesBack(int version) throws IOException {
        List<Dimension> dimensions = List.of(
                new Dimension('t', 2, 1, "second", 0.5, 0),
                new Dimension('c', 3, 1, "", 1, 0),
                new Dimension('z', 9, 4, "micrometer", 2, -1),
                new Dimension('y', 20, 16, "micrometer", 0.25, 0),
                new Dimension('x', 30, 16, "micrometer", 0.25, 4));
        OmeForm form = new OmeForm(version, "brain", dimensions, DataType.INT16, Packing.GZIP, false);
        OmeZarr.create(new FolderStore(folder), form).finish();

        OmeZarr image = OmeZarr.open(new FolderStore(folder));
        assertThat(image.name()).isEqualTo("brain");
        assertThat(image.type()).isEqualTo(DataType.INT16);
        for (Dimension dimension : dimensions) {
            assertThat(image.dimension(dimension.axis())).isEqualTo(dimension);
        }
        assertThat(image.volume(2, 1).shape()).isEqualTo(new Shape(30, 20, 9));
        assertThat(image.frames(2, 8).shape()).isEqualTo(new Shape(30, 20, 2));
    }

    @Test
    void nobodyTakesItForFinishedBeforeItIs() throws IOException {
        OmeForm form = form(2, new Shape(40, 30, 5), DataType.UINT8, true);
        OmeZarr.create(new FolderStore(folder), form);
        assertThatThrownBy(() -> OmeZarr.open(new FolderStore(folder)))
                .isInstanceOf(IOException.class)
                .hasMessage("can't open " + folder + ": it holds neither OME-Zarr nor a Zarr array");
        assertThat(OmeZarr.isBegun(new FolderStore(folder), form)).isTrue();
        assertThat(OmeZarr.isBegun(new FolderStore(folder), form(3, new Shape(40, 30, 5), DataType.UINT8, true)))
                .isFalse();
    }

    @Test
    void eachChunkIsReadOnceForPlanesInTheirOrder() throws IOException {
        OmeZarr written = write(form(2, new Shape(70, 50, 10), DataType.UINT16, false));
        AtomicInteger reads = new AtomicInteger();
        ChunkStore counting = new CountingStore(new FolderStore(folder), reads);
        PlaneSource planes = OmeZarr.open(counting).volume(0, 0).planes(ALONE);
        reads.set(0);
        for (int z = 0; z < 10; z++) {
            assertThat(planes.plane(z)).containsExactly(pattern(new Shape(70, 50, 10), z));
        }
        assertThat(reads).hasValue(5 * 4 * 3);
        assertThat(written.levels()).isEqualTo(1);
    }

    @Test
    void pixelsAreGatheredInAnyOrder() throws IOException {
        Shape shape = new Shape(70, 50, 10);
        OmeZarr image = write(form(2, shape, DataType.UINT16, false));
        int[] xs = {1, 0, 0, 1, 15, 16, 17, 69, 69, -1, -1};
        int[] ys = {49, 49, 3, -1};
        int[] zs = {9, -1, 0, 0};
        PlaneSource planes = image.volume(0, 0).planes(xs, ys, zs, 2.5f, ALONE);
        assertThat(planes.shape()).isEqualTo(new Shape(11, 4, 4));
        for (int z = 0; z < zs.length; z++) {
            float[] plane = planes.plane(z);
            for (int i = 0; i < plane.length; i++) {
                int x = xs[i % 11];
                int y = ys[i / 11];
                boolean outside = x < 0 || y < 0 || zs[z] < 0;
                assertThat(plane[i]).isEqualTo(outside ? 2.5f : pattern(shape, zs[z])[y * 70 + x]);
            }
        }
    }

    @Test
    void onlyWholeChunksAreWritten() throws IOException {
        OmeZarr image = OmeZarr.create(new FolderStore(folder), form(2, new Shape(70, 50, 10), DataType.UINT8, false));
        assertThatThrownBy(() -> image.volume(0, 0).sink(new Block(0, 8, 0, new Shape(70, 16, 4)), ALONE, new Losses()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a block from 8 to 24 along y cuts chunks of 16 of a volume of 50");
    }

    /** 1.5 of the pixel above, 3 and 2.5 are exact; the far edge has fewer pixels to average. */
    @Test
    void levelsAreMeans() throws IOException {
        OmeForm form = new OmeForm(
                2,
                "",
                List.of(
                        new Dimension('z', 3, 2, "micrometer", 2, 0),
                        new Dimension('y', 5, 4, "micrometer", 1, 0),
                        new Dimension('x', 6, 4, "micrometer", 1, 0)),
                DataType.FLOAT32,
                Packing.RAW,
                true);
        OmeZarr image = OmeZarr.create(new FolderStore(folder), form);
        PlaneSink sink = image.volume(0, 0).sink(ALONE, new Losses());
        float[][] planes = new float[3][30];
        for (int z = 0; z < 3; z++) {
            for (int i = 0; i < 30; i++) {
                planes[z][i] = z * 100 + i * i;
            }
            sink.accept(z, planes[z]);
        }
        Pyramid.write(image, ALONE, Progress.NONE);
        image.finish();

        OmeZarr read = OmeZarr.open(new FolderStore(folder));
        // z is twice as coarse, so it is left alone: 5 x 6 becomes 3 x 3, which is a single chunk.
        assertThat(read.levels()).isEqualTo(2);
        assertThat(read.slices(1, 0, 0).shape()).isEqualTo(new Shape(3, 3, 3));
        assertThat(read.dimension(1, 'x')).isEqualTo(new Dimension('x', 3, 3, "micrometer", 2, 0.5));
        assertThat(read.dimension(1, 'z').spacing()).isEqualTo(2);
        float[] half = read.slices(1, 0, 0).planes(ALONE).plane(1);
        assertThat(half[0]).isEqualTo(100 + (0 + 1 + 36 + 49) / 4f);
        assertThat(half[8]).isEqualTo(100 + (28 * 28 + 29 * 29) / 2f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAW", "GZIP", "ZSTD", "BLOSC_LZ4", "BLOSC_ZSTD"})
    void aDamagedChunkIsNamed(String packing) throws IOException {
        Shape shape = new Shape(70, 50, 10);
        OmeForm form = new OmeForm(
                2,
                "",
                form(2, shape, DataType.UINT16, false).dimensions(),
                DataType.UINT16,
                Packing.valueOf(packing),
                false);
        write(form);
        Path chunk = folder.resolve("0/2/1/3");
        byte[] bytes = Files.readAllBytes(chunk);
        Files.write(chunk, Arrays.copyOf(bytes, bytes.length / 2));
        PlaneSource planes = OmeZarr.open(new FolderStore(folder)).volume(0, 0).planes(ALONE);
        planes.plane(0);
        assertThatThrownBy(() -> planes.plane(8))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("can't read the chunk " + chunk + ": ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"sharding_indexed\"} | sharding (the codec 'sharding_indexed') isn't supported",
                "{\"name\":\"zfp\"} | the codec 'zfp' isn't supported",
                "{\"name\":\"gzip\",\"configuration\":{\"level\":1}},{\"name\":\"zstd\"} | the codec 'zstd' isn't supported behind another one",
                "{\"name\":\"transpose\",\"configuration\":{\"order\":[1,2,0]}} | the transposition [1, 2, 0] isn't supported",
            })
    void whatCannotBeReadIsNamed(String codec, String message) throws IOException {
        OmeForm form = form(3, new Shape(8, 8, 2), DataType.UINT16, false);
        OmeZarr.create(
                        new FolderStore(folder),
                        new OmeForm(3, "", form.dimensions(), DataType.UINT16, Packing.RAW, false))
                .finish();
        Path json = folder.resolve("0/zarr.json");
        String text = Files.readString(json).replaceAll("\\s", "");
        Files.writeString(json, text.replaceFirst("\"codecs\":\\[.*?\\}\\}\\]", "\"codecs\":[" + codec + "]"));
        assertThatThrownBy(() -> OmeZarr.open(new FolderStore(folder)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(json + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void aCollectionAsksForOneImage() throws IOException {
        Files.writeString(folder.resolve(".zattrs"), "{\"bioformats2raw.layout\": 3}");
        assertThatThrownBy(() -> OmeZarr.open(new FolderStore(folder)))
                .hasMessage(folder.resolve(".zattrs") + ": it is a collection of images; give the path of one, such as "
                        + folder.resolve("0"));
    }

    @Test
    void valuesAreRoundedHalfUpAndClipped() throws IOException {
        OmeForm form = new OmeForm(
                2, "", List.of(Dimension.of('y', 1, 1), Dimension.of('x', 8, 8)), DataType.INT16, Packing.RAW, false);
        OmeZarr image = OmeZarr.create(new FolderStore(folder), form);
        Losses losses = new Losses();
        float[] values = {-2.5f, -1.5f, 0.5f, 0.49999997f, 40000, -40000, Float.NaN, 32767.4f};
        image.volume(0, 0).sink(ALONE, losses).accept(0, values);
        assertThat(image.volume(0, 0).planes(ALONE).plane(0)).containsExactly(-2, -1, 1, 0, 32767, -32768, 0, 32767);
        assertThat(losses.clipped()).isEqualTo(2);
        assertThat(losses.missing()).isEqualTo(1);
    }

    @Test
    void halfFloatsAreThoseOfTheStandard() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloat.ofFloat(value)).isEqualTo((short) bits);
            }
        }
        assertThat(HalfFloat.toFloat((short) 0x3555)).isEqualTo(0.33325195f);
        assertThat(HalfFloat.ofFloat(65519.99f)).isEqualTo((short) 0x7bff);
        assertThat(HalfFloat.ofFloat(65520f)).isEqualTo((short) 0x7c00);
        assertThat(HalfFloat.ofFloat(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
        assertThat(HalfFloat.ofFloat(1 + 0x3p-11f)).isEqualTo((short) 0x3c02);
    }

    private static OmeForm form(int version, Shape shape, DataType type, boolean pyramid) {
        return new OmeForm(
                version,
                "",
                List.of(
                        Dimension.of('z', shape.depth(), 4),
                        Dimension.of('y', shape.height(), 16),
                        Dimension.of('x', shape.width(), 16)),
                type,
                Packing.BLOSC_LZ4,
                pyramid);
    }

    private OmeZarr write(OmeForm form) throws IOException {
        OmeZarr image = OmeZarr.create(new FolderStore(folder), form);
        Shape shape = image.volume(0, 0).shape();
        PlaneSink sink = image.volume(0, 0).sink(ALONE, new Losses());
        for (int z = 0; z < shape.depth(); z++) {
            sink.accept(z, pattern(shape, z));
        }
        image.finish();
        return image;
    }

    private static float[] pattern(Shape shape, int z) {
        float[] plane = new float[shape.width() * shape.height()];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (z * 7919L + i * 104729L) % 65521;
        }
        return plane;
    }

    /** Counts the chunks that are read. */
    private record CountingStore(ChunkStore store, AtomicInteger reads) implements ChunkStore {

        @Override
        public Optional<byte[]> read(String key) throws IOException {
            reads.incrementAndGet();
            return store.read(key);
        }

        @Override
        public void write(String key, byte[] bytes) throws IOException {
            store.write(key, bytes);
        }

        @Override
        public boolean exists(String key) throws IOException {
            return store.exists(key);
        }

        @Override
        public void delete(String key) throws IOException {
            store.delete(key);
        }

        @Override
        public String locate(String key) {
            return store.locate(key);
        }
    }
}
