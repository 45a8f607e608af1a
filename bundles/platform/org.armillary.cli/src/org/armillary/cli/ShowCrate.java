package org.armillary.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Reason;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Store;
import org.armillary.provenance.Provenance;
import org.armillary.provenance.crate.CrateException;
import org.armillary.provenance.crate.RunCrate;
import org.armillary.provenance.crate.RunCrate.Packed;

import com.google.gson.JsonObject;

/** {@code show RUN --as ro-crate}: a run with its products to carry away. */
final class ShowCrate {

	private ShowCrate() {
	}

	/**
	 * Writes the crate.
	 *
	 * @param out
	 *            a new folder, or a file that ends in .zip; required
	 * @param withRaw
	 *            whether the files that the run was given are copied in, too
	 */
	static int tell(Invocation invocation, Store store, RunFolder run, Optional<Path> out, boolean withRaw)
			throws CliException {
		if (out.isEmpty()) {
			throw new CliException(CliMessage.CRATE_WHERE.with(run.id()));
		}
		Path place = RunOptions.absolute(out.get());
		RunRecord record = read(store, run);
		if (record.summary().state().isActive()) {
			throw new CliException(CliMessage.RUN_ACTIVE.with(run.id()));
		}
		try {
			Packed packed = RunCrate.write(new Provenance(store), record, place, withRaw);
			if (!invocation.format().json()) {
				packed.notes().forEach(note -> invocation.terminal().tell("note", note));
			}
			invocation.result(text(place, packed, withRaw), json(place, packed));
			return ExitCode.OK;
		} catch (CrateException e) {
			throw new CliException(ExitCode.REFUSED, e.messages(), e);
		} catch (FileAlreadyExistsException e) {
			throw new CliException(ExitCode.REFUSED, List.of(CliMessage.CRATE_THERE.with(place)), e);
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED, List.of(CliMessage.FILE_UNWRITABLE.with(place, Reason.of(e))), e);
		}
	}

	private static RunRecord read(Store store, RunFolder run) throws CliException {
		try {
			return new Runs(store).read(run);
		} catch (IOException e) {
			throw RunWatch.unreadable(run, e);
		}
	}

	private static String text(Path place, Packed packed, boolean withRaw) {
		return place + "  " + Amounts.bytes(packed.bytes()) + ": " + Amounts.count(packed.products(), "product") + ", "
				+ Amounts.count(packed.inputs(), "input file")
				+ (withRaw ? "" : " by name and digest (--with-raw packs them, too)");
	}

	private static JsonObject json(Path place, Packed packed) {
		var json = new JsonObject();
		json.addProperty("crate", place.toString());
		json.addProperty("products", packed.products());
		json.addProperty("inputs", packed.inputs());
		json.addProperty("bytes", packed.bytes());
		json.add("messages", Json.messages(packed.notes()));
		return json;
	}
}
