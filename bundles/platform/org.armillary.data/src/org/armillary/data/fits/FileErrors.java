package org.armillary.data.fits;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.armillary.actor.message.Reason;
import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;

/** Turns the exceptions of the file system into messages. */
final class FileErrors {

	private FileErrors() {
	}

	static FitsException reading(Path file, IOException cause) {
		return switch (cause) {
		case FitsException already -> already;
		case NoSuchFileException _ -> new FitsException(FitsMessage.MISSING.with(file), cause);
		default -> new FitsException(FitsMessage.UNREADABLE.with(file).withDetail(Reason.of(cause)), cause);
		};
	}

	static FitsException writing(Path file, IOException cause) {
		return cause instanceof FitsException already ? already
				: new FitsException(FitsMessage.UNWRITABLE.with(file).withDetail(Reason.of(cause)), cause);
	}
}
