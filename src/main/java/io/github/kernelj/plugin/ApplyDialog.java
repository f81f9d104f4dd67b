package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.GUI;
import ij.gui.GenericDialog;
import ij.gui.ImageWindow;
import io.github.kernelj.image.KernelThumbnail;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.Destination;
import io.github.kernelj.task.Help;
import io.github.kernelj.task.Key;
import java.awt.BorderLayout;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Color;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.GridBagConstraints;
import java.awt.Insets;
import java.awt.Panel;
import java.awt.Rectangle;
import java.awt.SystemColor;
import java.awt.TextField;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;

/**
 * The dialog of Apply Kernel...: what is typed is judged while it is typed, shown as a heat map, and previewed in the
 * image. OK can be pressed only if the values can be used.
 */
final class ApplyDialog extends GenericDialog implements LivePreview.Listener {

    private static final Color ERROR = new Color(0xB00020);
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
    private final TextLines message = new TextLines(MESSAGE_COLUMNS, 3);
    private final TextLines facts = new TextLines(MESSAGE_COLUMNS - 26, 9);
    private final TextLines previewMessage = new TextLines(MESSAGE_COLUMNS - 14, 2);
    private final PictureCanvas picture;
    private String hint = "";

    private ApplyDialog(String title, ImagePlus image) {
        super(title);
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
        addRow(message, 6);
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

    private void addRow(Panel panel, int above) {
        addPanel(panel, GridBagConstraints.WEST, new Insets(above, 0, 0, 0));
    }

    private void addRow(Component component, int above) {
        Panel panel = new Panel(new BorderLayout());
        panel.add(component);
        addRow(panel, above);
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
        fields.components().forEach((key, field) -> {
            if (field instanceof TextField text) {
                text.addTextListener(event -> changed());
                text.addFocusListener(this);
            } else if (field instanceof Choice choice) {
                choice.addItemListener(event -> changed());
            } else if (field instanceof Checkbox checkbox) {
                checkbox.addItemListener(event -> changed());
            }
            field.addKeyListener(this);
            explain(field, key);
        });
    }

    /** Says what a field is for while it has the focus. */
    private void explain(Component field, Key key) {
        field.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                hint(key.description());
            }
        });
    }

    /** Where Enter has another meaning than OK. */
    private void onEscape(Component component) {
        component.addKeyListener(new KeyAdapter() {
            @Override
            public void keyPressed(KeyEvent event) {
                if (event.getKeyCode() == KeyEvent.VK_ESCAPE) {
                    ApplyDialog.this.keyPressed(event);
                }
            }
        });
    }

    private String text(Key key) {
        return key.equals(ApplySettings.KERNEL) ? kernel.area().getText().strip() : fields.text(key);
    }

    private Map<String, String> texts() {
        return form.given(this::text);
    }

    private void changed() {
        live.follow(texts(), preview.getState());
    }

    private void reset() {
        fields.components().keySet().forEach(key -> fields.set(key, ApplyForm.initial(key)));
        kernel.put(ApplyForm.initial(ApplySettings.KERNEL));
        changed();
    }

    private void hint(String text) {
        hint = text;
        tell();
    }

    /** What is wrong goes before what might help. */
    private void tell() {
        boolean right = assessment == null || assessment.isRight();
        message.show(right ? hint : assessment.error(), right ? SystemColor.controlText : ERROR);
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
        getButtons()[0].setEnabled(newAssessment.isRight());
        tell();
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

    /** Whether the values can be used, also if they changed a moment ago. */
    private boolean isAcceptable() {
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

    @Override
    public void actionPerformed(ActionEvent event) {
        if (event.getSource() != getButtons()[0] || isAcceptable()) {
            super.actionPerformed(event);
        }
    }

    @Override
    public void keyPressed(KeyEvent event) {
        if (event.getKeyCode() != KeyEvent.VK_ENTER || isAcceptable()) {
            super.keyPressed(event);
        }
    }
}
