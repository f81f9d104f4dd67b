package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.GUI;
import ij.gui.ImageWindow;
import io.github.kernelj.image.KernelThumbnail;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.Destination;
import io.github.kernelj.task.Help;
import io.github.kernelj.task.Key;
import java.awt.BorderLayout;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.EventQueue;
import java.awt.Panel;
import java.awt.Rectangle;
import java.awt.SystemColor;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;

/**
 * The dialog of Apply Kernel...: what is typed is judged while it is typed, shown as a heat map, and previewed in the
 * image. OK can be pressed only if the values can be used.
 */
final class ApplyDialog extends CheckedDialog implements LivePreview.Listener {

    private static final int MESSAGE_COLUMNS = 80;
    private static final int PICTURE_WIDTH = 190;
    private static final int PICTURE_HEIGHT = 150;

    private final transient ImagePlus image;
    private final transient ApplyForm form;
    private final transient LivePreview live;
    private transient Assessment assessment;
    private transient Assessment accepted;
    private final KernelField kernel;
    private final SettingFields fields;
    private final Checkbox preview = new Checkbox("Preview");
    private final TextLines facts = new TextLines(MESSAGE_COLUMNS - 26, 9);
    private final TextLines previewMessage = new TextLines(MESSAGE_COLUMNS - 14, 2);
    private final PictureCanvas picture;

    private ApplyDialog(String title, ImagePlus image) {
        super(title, MESSAGE_COLUMNS, 3);
        this.image = image;
        this.form = new ApplyForm(image);
        this.kernel = new KernelField(form.start(ApplySettings.KERNEL), this::hint);
        this.fields = new SettingFields(form.columns(), form::label, form::start);
        double scale = Prefs.getGuiScale();
        this.picture = new PictureCanvas((int) (PICTURE_WIDTH * scale), (int) (PICTURE_HEIGHT * scale));
        this.live = new LivePreview(image, this);
        layOut();
        listen();
        addHelp(Help.of("Apply Kernel...").html());
    }

    /**
     * Asks; returns when the dialog is closed and the image's pixels are as they were.
     *
     * @return nothing if the user gave up
     */
    static Optional<ApplySettings> ask(String title, ImagePlus image) {
        ApplyDialog dialog = new ApplyDialog(title, image);
        try (LivePreview ignored = dialog.live) {
            dialog.changed();
            dialog.showDialog();
        }
        IJ.resetEscape();
        if (!dialog.wasOKed()) {
            return Optional.empty();
        }
        dialog.form.remember(dialog::text);
        return dialog.accepted.settings();
    }

    private void layOut() {
        addRow(kernel, 0);
        addRow(message(), 6);
        Panel known = new Panel(new BorderLayout(12, 0));
        known.add(picture, BorderLayout.WEST);
        known.add(facts, BorderLayout.CENTER);
        addRow(known, 2);
        addRow(fields, 8);
        Panel seen = new Panel(new BorderLayout(8, 0));
        seen.add(preview, BorderLayout.WEST);
        seen.add(previewMessage, BorderLayout.CENTER);
        addRow(seen, 8);
    }

    private void listen() {
        Button reset = kernel.addButton("Reset", event -> reset());
        kernel.area().addTextListener(event -> changed());
        explain(kernel.area(), ApplySettings.KERNEL);
        onEscape(kernel.area());
        onEscape(kernel.presets());
        onEscape(reset);
        preview.addItemListener(event -> changed());
        preview.addKeyListener(this);
        listen(fields);
    }

    private String text(Key key) {
        return key.equals(ApplySettings.KERNEL) ? kernel.area().getText().strip() : fields.text(key);
    }

    private Map<String, String> texts() {
        return form.given(this::text);
    }

    @Override
    void changed() {
        live.follow(texts(), preview.getState());
    }

    private void reset() {
        fields.components().keySet().forEach(key -> fields.set(key, ApplyForm.initial(key)));
        kernel.put(ApplyForm.initial(ApplySettings.KERNEL));
        changed();
    }

    @Override
    public void assessed(Assessment newAssessment) {
        BufferedImage drawn = newAssessment
                .plan()
                .map(plan -> KernelThumbnail.of(
                        plan.kernel().kernel(0, 0),
                        picture.getPreferredSize().width,
                        picture.getPreferredSize().height))
                .orElse(null);
        EventQueue.invokeLater(() -> show(newAssessment, drawn));
    }

    @Override
    public void previewed(String text) {
        EventQueue.invokeLater(() -> previewMessage.show(text, SystemColor.controlText));
    }

    private void show(Assessment newAssessment, BufferedImage drawn) {
        assessment = newAssessment;
        picture.show(drawn);
        facts.show(newAssessment.plan().map(KernelFacts::of).orElse("") + undoNote(), SystemColor.controlText);
        judged(newAssessment.error());
    }

    private String undoNote() {
        boolean inPlace = assessment
                .settings()
                .filter(settings -> settings.destination() == Destination.IN_PLACE)
                .isPresent();
        return inPlace
                ? InPlaceUndo.refusal(image).map(note -> "\nNote: " + note).orElse("")
                : "";
    }

    @Override
    boolean isAcceptable() {
        Map<String, String> texts = texts();
        if (assessment == null || !assessment.texts().equals(texts)) {
            show(Assessment.of(image, texts), null);
        }
        accepted = assessment;
        return accepted.isRight();
    }

    /** Beside the image as far as there is room, so that the preview is seen. */
    @Override
    protected void setup() {
        ImageWindow window = image.getWindow();
        if (window == null) {
            return;
        }
        Rectangle screen = GUI.getMaxWindowBounds(window);
        Rectangle taken = window.getBounds();
        int roomLeft = taken.x - screen.x;
        int roomRight = screen.x + screen.width - taken.x - taken.width;
        int x = roomRight >= Math.min(roomLeft, getWidth())
                ? Math.min(taken.x + taken.width, screen.x + screen.width - getWidth())
                : Math.max(screen.x, taken.x - getWidth());
        int y = Math.max(screen.y, Math.min(taken.y, screen.y + screen.height - getHeight()));
        setLocation(x, y);
    }

    @Override
    public void windowOpened(WindowEvent event) {
        kernel.area().requestFocusInWindow();
        kernel.area().selectAll();
    }
}
