package io.github.kernelj.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A cluster of a master and two workers, each a process, that take themselves for two hosts: Linux has many loopbacks. */
final class TwoHosts implements AutoCloseable {

    private static final String MASTER = "127.0.0.1";

    private final Path home;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    /** @param home a folder for Spark, with a folder {@code jars} in it */
    TwoHosts(Path home) throws IOException, InterruptedException {
        this.home = home;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(MASTER))) {
            port = free.getLocalPort();
        }
        start("master.Master", "--host", MASTER, "--port", Integer.toString(port), "--webui-port", "0");
        awaitMaster();
        for (String host : List.of("127.0.0.2", "127.0.0.3")) {
            start(
                    "worker.Worker",
                    "--host",
                    host,
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    home.resolve(host).toString(),
                    address());
        }
    }

    private void awaitMaster() throws InterruptedException {
        while (processes.get(0).isAlive()) {
            try (Socket there = new Socket(MASTER, port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
    }

    /** Of the master. */
    String address() {
        return "spark://" + MASTER + ":" + port;
    }

    private void start(String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.apache.spark.deploy." + name));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + processes.size() + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        processes.add(builder.start());
    }

    /** Ends them, and the executors with them. */
    @Override
    public void close() throws InterruptedException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
