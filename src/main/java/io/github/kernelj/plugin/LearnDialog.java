package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import io.github.kernelj.image.OpenImages;
import io.github.kernelj.task.Help;
import io.github.kernelj.task.Key;
import io.github.kernelj.task.LearnSettings;
import java.awt.BorderLayout;
import java.awt.Button;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.GridLayout;
import java.awt.Label;
import java.awt.Panel;
import java.awt.SystemColor;
import java.awt.TextField;
import java.awt.event.WindowEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dialog of Learn Kernel...: images and values are judged while they are chosen and typed; what is wrong is said, with
 * the field's name in red, and OK can be pressed only if the values can be used.
 */
final class LearnDialog extends CheckedDialog {

    private static final int COLUMNS = 104;
    private static final int FILE_COLUMNS = 44;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final transient LearnForm form;
    private final transient LatestJob jobs = new LatestJob(PAUSE);
    private transient LearnAssessment assessment;
    private final ImageChoice input;
    private final ImageChoice target;
    private final SettingFields fields;
    private final TextLines facts = new TextLines(COLUMNS - 12, 2);
    private final Map<Key, TextField> files = new LinkedHashMap<>();

    private LearnDialog(String title, ImagePlus suggestedInput, ImagePlus suggestedTarget) {
        super(title, COLUMNS, 3);
        this.form = new LearnForm(suggestedInput, suggestedTarget);
        List<ImagePlus> images = OpenImages.all();
        this.input = new ImageChoice(images, suggestedInput);
        this.target = new ImageChoice(images, suggestedTarget);
        this.fields = new SettingFields(LearnForm.HEADINGS, LearnForm.COLUMNS, Key::label, form::start);
        layOut();
        addHelp(Help.of("Learn Kernel...").html());
    }

    /**
     * Asks; suggests the current image as the target, and another as the input.
     *
     * @return the images and settings that were accepted; nothing if the user gave up
     * @throws NoImageException if no image is open
     */
    static Optional<LearnAssessment> ask(String title) {
        ImagePlus current = Images.current();
        ImagePlus other = OpenImages.all().stream()
                .filter(image -> image != current)
                .findFirst()
                .orElse(current);
        LearnDialog dialog = new LearnDialog(title, other, current);
        try (LatestJob ignored = dialog.jobs) {
            dialog.showDialog();
        }
        IJ.resetEscape();
        if (!dialog.wasOKed()) {
            return Optional.empty();
        }
        dialog.form.remember(dialog::text);
        return Optional.of(dialog.assessment);
    }

    private void layOut() {
        Panel names = new Panel(new GridLayout(2, 1, 0, 2));
        names.add(new Label(LearnSettings.INPUT.label()));
        names.add(new Label(LearnSettings.TARGET.label()));
        Panel choices = new Panel(new GridLayout(2, 1, 0, 2));
        choices.add(named(input, LearnSettings.INPUT));
        choices.add(named(target, LearnSettings.TARGET));
        Panel images = new Panel(new BorderLayout(8, 0));
        images.add(names, BorderLayout.WEST);
        images.add(choices, BorderLayout.CENTER);
        addRow(images, 0);
        addRow(fields, 8);
        listen(fields);
        for (Key key : LearnForm.FILES) {
            addFileField(key.label(), form.start(key), FILE_COLUMNS);
            TextField field = (TextField) getStringFields().lastElement();
            field.setName(key.name());
            field.addTextListener(event -> changed());
            explain(field, key);
            files.put(key, field);
        }
        addRow(message(), 8);
        Button reset = new Button("Reset");
        reset.addActionListener(event -> reset());
        onEscape(reset);
        Panel last = new Panel(new BorderLayout(12, 0));
        last.add(facts, BorderLayout.CENTER);
        Panel corner = new Panel(new BorderLayout());
        corner.add(reset, BorderLayout.NORTH);
        last.add(corner, BorderLayout.EAST);
        addRow(last, 2);
    }

    private Component named(ImageChoice choice, Key key) {
        choice.setName(key.name());
        listen(key, choice);
        return choice;
    }

    private String text(Key key) {
        return files.containsKey(key) ? files.get(key).getText().strip() : fields.text(key);
    }

    private void reset() {
        fields.components().keySet().forEach(key -> fields.set(key, form.initial(key)));
        files.values().forEach(field -> field.setText(""));
        changed();
    }

    @Override
    void changed() {
        ImagePlus from = input.image();
        ImagePlus to = target.image();
        Map<String, String> texts = LearnForm.given(this::text);
        jobs.submit(progress -> {
            LearnAssessment judged = LearnAssessment.of(from, to, texts);
            progress.checkCancelled();
            EventQueue.invokeLater(() -> show(judged));
        });
    }

    private void show(LearnAssessment newAssessment) {
        assessment = newAssessment;
        fields.mark(assessment.wrongKey());
        boolean same = assessment.input() == assessment.target();
        facts.show(
                assessment.plan().map(Object::toString).orElse("")
                        + (same ? "\nNote: input and target are the same image." : ""),
                SystemColor.controlText);
        judged(assessment.error());
    }

    @Override
    boolean isAcceptable() {
        Map<String, String> texts = LearnForm.given(this::text);
        if (assessment == null || !assessment.isOf(input.image(), target.image(), texts)) {
            show(LearnAssessment.of(input.image(), target.image(), texts));
        }
        return assessment.isRight();
    }

    @Override
    public void windowOpened(WindowEvent event) {
        if (fields.components().get(LearnSettings.SIZE) instanceof TextField size) {
            size.requestFocusInWindow();
            size.selectAll();
        }
        changed();
    }
}
