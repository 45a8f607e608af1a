package org.armillary.provenance;

import java.util.List;

import org.armillary.actor.message.Message;

/**
 * The content of a file that a user named, as the store knows it.
 *
 * @param digest
 *            digest of the whole content
 * @param notes
 *            what the user should know: that the file was changed since a run put it there
 */
public record FileContent(String digest, List<Message> notes) {

	/** Copies the list. */
	public FileContent {
		notes = List.copyOf(notes);
	}
}
