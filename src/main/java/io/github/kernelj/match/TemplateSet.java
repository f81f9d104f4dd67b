package io.github.kernelj.match;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Templates of one shape, and what is computed of them once: plans by the shape of what they are applied to, and spectra
 * in double precision for those that need them. Safe for use by several threads.
 */
final class TemplateSet {

    private static final Correlation VALID = Correlation.DEFAULT.withExtent(Extent.VALID);

    private final List<Template> templates;
    private final List<Integer> whole;
    private final KernelBank bank;
    private final Map<Shape, Plan> plans = new ConcurrentHashMap<>();
    private final Map<Integer, DoubleCorrelation> doubles = new ConcurrentHashMap<>();

    TemplateSet(List<Template> templates) {
        this.templates = List.copyOf(templates);
        this.whole = IntStream.range(0, templates.size())
                .filter(i -> !templates.get(i).isMasked())
                .boxed()
                .toList();
        this.bank = whole.isEmpty()
                ? null
                : KernelBank.of(whole.stream().map(this::row).toList());
    }

    private List<Kernel> row(int template) {
        return List.of(templates.get(template).kernel());
    }

    int size() {
        return templates.size();
    }

    Shape shape() {
        return templates.get(0).shape();
    }

    Template get(int template) {
        return templates.get(template);
    }

    /** Numbers of the templates without a mask, in the order of a plan's outputs. */
    List<Integer> whole() {
        return whole;
    }

    /** How all templates without a mask are correlated with pixels of this shape. */
    Plan plan(Shape pixels) {
        return plans.computeIfAbsent(pixels, shape -> Plan.of(bank, VALID, shape));
    }

    DoubleCorrelation inDouble(int template) {
        return doubles.computeIfAbsent(template, i -> new DoubleCorrelation(templates.get(i)));
    }
}
