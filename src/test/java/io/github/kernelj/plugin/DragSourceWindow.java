package io.github.kernelj.plugin;

import java.awt.Frame;
import java.awt.Label;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.dnd.DnDConstants;
import java.awt.dnd.DragSource;
import java.awt.dnd.DragSourceAdapter;
import java.awt.dnd.DragSourceDropEvent;
import java.io.File;
import java.util.List;

/** A program with a window from which a file can be dragged; needs nothing but Java on its class path. */
public final class DragSourceWindow {

    static final String TITLE = "Drag Me";

    private DragSourceWindow() {}

    /** @param arguments the path of the file */
    public static void main(String[] arguments) {
        Frame frame = new Frame(TITLE);
        Label label = new Label("drag");
        frame.add(label);
        DragSourceAdapter listener = new DragSourceAdapter() {
            @Override
            public void dragDropEnd(DragSourceDropEvent event) {
                System.out.println("dropped " + event.getDropSuccess());
            }
        };
        DragSource.getDefaultDragSource()
                .createDefaultDragGestureRecognizer(
                        label,
                        DnDConstants.ACTION_COPY,
                        event -> event.startDrag(null, file(new File(arguments[0])), listener));
        frame.setBounds(20, 750, 200, 120);
        frame.setVisible(true);
    }

    private static Transferable file(File file) {
        return new Transferable() {
            @Override
            public DataFlavor[] getTransferDataFlavors() {
                return new DataFlavor[] {DataFlavor.javaFileListFlavor};
            }

            @Override
            public boolean isDataFlavorSupported(DataFlavor flavor) {
                return flavor.equals(DataFlavor.javaFileListFlavor);
            }

            @Override
            public Object getTransferData(DataFlavor flavor) {
                return List.of(file);
            }
        };
    }
}
