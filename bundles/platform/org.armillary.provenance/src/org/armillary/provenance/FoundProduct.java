package org.armillary.provenance;

import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.engine.MadeProduct;

/**
 * A product that a user named.
 *
 * @param name
 *            what it is called: its place in the output folder, or else {@code JOB.PORT#NUMBER}
 * @param key
 *            hash of the key of the result that made it
 * @param port
 *            output port
 * @param index
 *            place among the products of the port, from 0
 * @param product
 *            the product as it lies in the store, or lay there; where that is not known any more, as the file that was named
 * @param notes
 *            what the user should know: that the file that was named, or what lies where the run put the product, is another
 *            product now, or was changed
 */
public record FoundProduct(String name, String key, String port, int index, MadeProduct product, List<Message> notes) {

	/** Copies the list. */
	public FoundProduct {
		notes = List.copyOf(notes);
	}
}
