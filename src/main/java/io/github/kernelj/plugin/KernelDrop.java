package io.github.kernelj.plugin;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.dnd.DnDConstants;
import java.awt.dnd.DropTargetAdapter;
import java.awt.dnd.DropTargetDropEvent;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes a kernel file, or a kernel's text, that is dropped onto a component. */
final class KernelDrop extends DropTargetAdapter {

    private final Consumer<String> taker;

    /** @param taker gets the path, or the text */
    KernelDrop(Consumer<String> taker) {
        this.taker = taker;
    }

    @Override
    public void drop(DropTargetDropEvent event) {
        event.acceptDrop(DnDConstants.ACTION_COPY);
        Optional<String> dropped;
        try {
            dropped = kernel(event.getTransferable());
        } catch (IOException | UnsupportedFlavorException e) {
            dropped = Optional.empty();
        }
        event.dropComplete(dropped.isPresent());
        dropped.ifPresent(taker);
    }

    /** The path of the first file, or else the text; of a file's address, its path. */
    static Optional<String> kernel(Transferable dropped) throws IOException, UnsupportedFlavorException {
        if (dropped.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) {
            List<?> files = (List<?>) dropped.getTransferData(DataFlavor.javaFileListFlavor);
            if (!files.isEmpty() && files.get(0) instanceof File file) {
                return Optional.of(file.getPath());
            }
        }
        if (dropped.isDataFlavorSupported(DataFlavor.stringFlavor)) {
            String text = ((String) dropped.getTransferData(DataFlavor.stringFlavor)).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(pathOr(text));
        }
        return Optional.empty();
    }

    private static String pathOr(String text) {
        if (!text.startsWith("file:")) {
            return text;
        }
        try {
            return Path.of(URI.create(text.lines().findFirst().orElse(text).strip()))
                    .toString();
        } catch (RuntimeException e) {
            // not the address of a file after all
            return text;
        }
    }
}
