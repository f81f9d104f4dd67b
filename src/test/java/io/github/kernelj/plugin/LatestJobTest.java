package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LatestJobTest {

    private final List<String> log = new CopyOnWriteArrayList<>();

    @Test
    void ofManyThatWaitOnlyTheLastRuns() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        LatestJob jobs = new LatestJob(Duration.ofMillis(200));
        for (int i = 1; i <= 9; i++) {
            String name = "job " + i;
            jobs.submit(progress -> log.add(name));
        }
        jobs.submit(progress -> {
            log.add("last");
            done.countDown();
        });
        done.await();
        jobs.close();
        assertThat(log).containsExactly("last");
    }

    @Test
    void aJobThatRunsIsCancelledByANewerOne() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (LatestJob jobs = new LatestJob(Duration.ZERO)) {
            jobs.submit(progress -> {
                started.countDown();
                while (true) {
                    progress.checkCancelled();
                }
            });
            started.await();
            jobs.submit(progress -> {
                log.add("newer");
                done.countDown();
            });
            done.await();
        }
        assertThat(log).containsExactly("newer");
    }

    @Test
    void closingWaitsForTheJobThatRuns() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        LatestJob jobs = new LatestJob(Duration.ZERO);
        jobs.submit(progress -> {
            started.countDown();
            while (!progress.isCancelled()) {
                Thread.onSpinWait();
            }
            log.add("cancelled");
        });
        started.await();
        jobs.close();
        assertThat(log).containsExactly("cancelled");
        jobs.submit(progress -> log.add("too late"));
        assertThat(log).containsExactly("cancelled");
    }
}
