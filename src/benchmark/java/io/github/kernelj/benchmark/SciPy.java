package io.github.kernelj.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** scipy's side: a Python process that works when told to, so that both sides take turns. */
final class SciPy implements AutoCloseable {

    private final Process process;
    private final OutputStream requests;
    private final BufferedReader answers;

    /** @throws IOException if python3 can't be started */
    SciPy() throws IOException {
        process = new ProcessBuilder("python3", "src/benchmark/python/scipy_peer.py")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = process.getOutputStream();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Contest.Work work(String work, int size, int taps, int threads) {
        return () -> ask(work + " " + size + " " + taps + " " + threads);
    }

    private long ask(String request) throws IOException {
        requests.write((request + "\n").getBytes(StandardCharsets.UTF_8));
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("scipy didn't answer; is it installed for python3?");
        }
        return Long.parseLong(answer.strip());
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
    }
}
