package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** scipy's side: a Python process, started when first needed, that works when told to, so that both sides take turns. */
final class SciPy implements AutoCloseable {

    private Process process;
    private OutputStream requests;
    private BufferedReader answers;

    /**
     * Work on random pixels.
     *
     * @param work what to do, see scipy_peer.py
     */
    Contest.Work work(String work, Shape image, Shape kernel, Workers workers) {
        return () -> ask(work + " " + text(image) + " " + text(kernel) + " " + workers.threads());
    }

    private static String text(Shape shape) {
        return shape.depth() + "x" + shape.height() + "x" + shape.width();
    }

    private long ask(String request) throws IOException {
        if (process == null) {
            start();
        }
        requests.write((request + "\n").getBytes(StandardCharsets.UTF_8));
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("scipy didn't answer; is it installed for python3?");
        }
        return Long.parseLong(answer.strip());
    }

    private void start() throws IOException {
        process = new ProcessBuilder("python3", "src/benchmark/python/scipy_peer.py")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = process.getOutputStream();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            requests.close();
            process.destroy();
        }
    }
}
