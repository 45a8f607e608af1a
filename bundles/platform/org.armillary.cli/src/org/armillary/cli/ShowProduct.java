package org.armillary.cli;

import java.io.IOException;
import java.util.Map;

import org.armillary.engine.RefusedException;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Mark;
import org.armillary.engine.store.Store;
import org.armillary.provenance.Ancestry;
import org.armillary.provenance.AncestryJson;
import org.armillary.provenance.FoundProduct;
import org.armillary.provenance.Provenance;

/** {@code show RUN --product FILE}: how a product came to be. */
final class ShowProduct {

	private ShowProduct() {
	}

	/**
	 * Tells the ancestry of a product.
	 *
	 * @param name
	 *            the product, as a user names it
	 */
	static int tell(Invocation invocation, Store store, RunFolder folder, String name) throws CliException {
		try {
			RunRecord run = new Runs(store).read(folder);
			var provenance = new Provenance(store);
			FoundProduct found = provenance.find(run, name);
			Ancestry ancestry = provenance.ancestry(run, found);
			Map<String, Mark> marks = store.marks().all();
			invocation.result(AncestryText.of(run, found, ancestry, marks),
					AncestryJson.of(run, found, ancestry, marks));
			if (!invocation.format().json()) {
				found.notes().forEach(note -> invocation.terminal().tell("note", note));
			}
			return ExitCode.OK;
		} catch (RefusedException e) {
			throw CliException.of(e);
		} catch (IOException e) {
			throw RunWatch.unreadable(folder, e);
		}
	}
}
