package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.BlockStatistics.Block;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What standard errors, the test of invariance and the choice of a size promise, held against many simulated pairs. */
@Tag("slow")
class TrustSimulationTest {

    private static final Shape IMAGE = Shape.of(128, 128);

    /** Of independent normal errors 95.4 % lie within two standard errors. */
    @ParameterizedTest
    @CsvSource({
        "3,0,0",
        "3,1.5,0",
        "3,0,1.5",
        "3,1.5,1.5",
        "5,0,0",
        "5,1.5,0",
        "5,0,1.5",
        "5,1.5,1.5",
    })
    void twoStandardErrorsHoldTheTruth(int extent, double smooth, double correlated) throws IOException {
        Simulation simulation = Simulation.of(IMAGE, Shape.of(extent, extent), smooth, correlated);
        double share = Simulations.coverage(simulation, 1000, 11);
        System.out.printf("coverage %s: %.4f%n", simulation, share);
        assertThat(share).isBetween(0.93, 0.97);
    }

    @ParameterizedTest
    @CsvSource({
        "3,0,0",
        "3,1.5,0",
        "3,0,1.5",
        "3,1.5,1.5",
        "5,0,0",
        "5,1.5,0",
        "5,0,1.5",
        "5,1.5,1.5",
    })
    void aConstantKernelIsRarelySaidToChange(int extent, double smooth, double correlated) throws IOException {
        Simulation simulation = Simulation.of(IMAGE, Shape.of(extent, extent), smooth, correlated);
        double share = Simulations.rejected(simulation, 500, 12);
        System.out.printf("rejected %s: %.4f%n", simulation, share);
        assertThat(share).isBetween(correlated > 0 ? 0.0 : 0.02, correlated > 0 ? 0.1 : 0.08);
    }

    @ParameterizedTest
    @CsvSource({"5,0,0", "5,1.5,0", "5,0,1.5", "5,1.5,1.5"})
    void aKernelThatGrowsByAFewPercentIsFoundOut(int extent, double smooth, double correlated) throws IOException {
        Simulation simulation = Simulation.of(IMAGE, Shape.of(extent, extent), smooth, correlated)
                .changing(0.05);
        double share = Simulations.rejected(simulation, 200, 13);
        System.out.printf("found %s: %.4f%n", simulation, share);
        assertThat(share).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "0,1.5", "1,1.5"})
    void theSizeIsFound(double smooth, double correlated) throws IOException {
        Simulation simulation = Simulation.of(IMAGE, Shape.of(9, 9), smooth, correlated);
        double share = Simulations.rightSizes(simulation, 200, 14);
        System.out.printf("size %s: %.4f%n", simulation, share);
        assertThat(share).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void theSizeIsFoundInVolumes(double smooth) throws IOException {
        Simulation simulation = Simulation.of(new Shape(40, 40, 40), new Shape(7, 7, 7), smooth, 0);
        double share = Simulations.rightSizes(simulation, 20, 15);
        System.out.printf("size %s: %.4f%n", simulation, share);
        assertThat(share).isGreaterThanOrEqualTo(0.95);
    }

    /** The counting. */
    static final class Simulations {

        private Simulations() {}

        /** The part of all weights that lies within two standard errors of the truth. */
        static double coverage(Simulation simulation, int pairs, long seed) throws IOException {
            Random random = new Random(seed);
            TrainingOptions options = TrainingOptions.DEFAULT.withShape(simulation.kernel());
            int held = 0;
            int all = 0;
            for (int i = 0; i < pairs; i++) {
                double[] weights =
                        Simulation.weights(random, (int) simulation.kernel().volume());
                List<Block> blocks = simulation.blocks(simulation.pair(weights, random));
                StandardErrors errors =
                        StandardErrors.of(blocks.stream().map(Block::statistics).toList(), options);
                assertThat(errors.blockwise()).isTrue();
                for (int tap = 0; tap < weights.length; tap++) {
                    held += Math.abs(errors.solution()[tap] - weights[tap]) <= 2 * errors.weights()[tap] ? 1 : 0;
                    all++;
                }
            }
            return (double) held / all;
        }

        /** The part of the pairs whose kernel is said to change. */
        static double rejected(Simulation simulation, int pairs, long seed) throws IOException {
            Random random = new Random(seed);
            int rejected = 0;
            for (int i = 0; i < pairs; i++) {
                double[] weights =
                        Simulation.weights(random, (int) simulation.kernel().volume());
                InvarianceTest test = InvarianceTest.of(simulation.blocks(simulation.pair(weights, random)));
                rejected += test.isInvariant().orElseThrow() ? 0 : 1;
            }
            return (double) rejected / pairs;
        }

        /** The part of the pairs of which the true size is chosen, from 3 to the simulation's kernel. */
        static double rightSizes(Simulation simulation, int pairs, long seed) throws IOException {
            Random random = new Random(seed);
            List<Shape> shapes = SizeSelection.nested(simulation.kernel());
            int right = 0;
            for (int i = 0; i < pairs; i++) {
                Shape truth = shapes.get(i % shapes.size());
                ExamplePair pair = simulation.pair(simulation.ringed(random, truth.width()), random);
                List<Block> blocks = simulation
                        .blocks(pair, Folds.grid(simulation.kernel(), List.of(pair.windows(simulation.kernel()))))
                        .places();
                SizeSelection selection = SizeSelection.of(blocks, shapes, TrainingOptions.DEFAULT);
                right += selection.chosenCandidate().shape().equals(truth) ? 1 : 0;
            }
            return (double) right / pairs;
        }
    }
}
