package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.armillary.engine.run.RunDifference;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecordJson;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Store;
import org.armillary.engine.store.StoreException;
import org.armillary.provenance.Provenance;
import org.armillary.provenance.difference.DifferenceJson;
import org.armillary.provenance.difference.ProductComparison;
import org.armillary.provenance.difference.ProductDifference;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how two runs differ. */
@Command(name = "diff", description = "Tells how two runs differ: settings, workflow, inputs, versions, datasets, jobs, measured values, and products pixel by pixel.", sortOptions = false)
final class RunDiffCommand extends Verb {

	/** So many products are compared where nobody asks for all. */
	private static final int MOST_PRODUCTS = 20;

	@Parameters(index = "0", paramLabel = "RUN", description = "The one: id of a run, the beginning of one, or ‘last’.")
	private String before = "";

	@Parameters(index = "1", paramLabel = "RUN", description = "The other.")
	private String now = "";

	@Option(names = "--no-pixels", description = "Do not look into products: only tell which differ.")
	private boolean noPixels;

	@Option(names = "--all", description = "Tell of all jobs and compare all products that differ. Default: the first 30 jobs and 20 products.")
	private boolean all;

	@Mixin
	private StoreOption storeOption = new StoreOption();

	RunDiffCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		Path folder = storeOption.existing();
		try (Store store = Store.open(folder)) {
			var runs = new Runs(store);
			RunFolder first = RunOption.find(runs, before);
			RunFolder second = RunOption.find(runs, now);
			RunDifference difference = difference(runs, first, second);
			return tell(difference, noPixels ? named(runs, second, difference)
					: products(store, runs, first, second, difference));
		} catch (StoreException e) {
			// a store that cannot be written can still be read, but for the digests of products
			invocation.terminal().tell("note", e.explanation());
			var runs = new Runs(folder.resolve("runs"));
			RunFolder second = RunOption.find(runs, now);
			RunDifference difference = difference(runs, RunOption.find(runs, before), second);
			return tell(difference, named(runs, second, difference));
		}
	}

	private static RunDifference difference(Runs runs, RunFolder first, RunFolder second) throws CliException {
		try {
			return runs.diff(first, second);
		} catch (IOException e) {
			throw RunWatch.unreadable(first, e);
		}
	}

	private static List<ProductDifference> named(Runs runs, RunFolder second, RunDifference difference)
			throws CliException {
		try {
			return ProductComparison.named(difference, runs.read(second));
		} catch (IOException e) {
			throw RunWatch.unreadable(second, e);
		}
	}

	private List<ProductDifference> products(Store store, Runs runs, RunFolder first, RunFolder second,
			RunDifference difference) throws CliException {
		try {
			return new ProductComparison(new Provenance(store), runs.read(first), runs.read(second)).compare(difference,
					all ? Integer.MAX_VALUE : MOST_PRODUCTS,
					file -> invocation.terminal().progress("comparing " + file));
		} catch (IOException e) {
			throw RunWatch.unreadable(first, e);
		} finally {
			invocation.terminal().endProgress();
		}
	}

	private int tell(RunDifference difference, List<ProductDifference> products) {
		String text = all ? DifferenceText.text(difference, Integer.MAX_VALUE) : DifferenceText.text(difference);
		JsonObject json = RunRecordJson.of(difference);
		json.add("products", DifferenceJson.of(products));
		json.addProperty("exitCode", ExitCode.OK);
		if (products.stream().anyMatch(product -> product.difference().isPresent() || product.problem().isPresent())) {
			text += "\n" + ProductDifferenceText.text(products);
		}
		invocation.result(text, json);
		return ExitCode.OK;
	}
}
