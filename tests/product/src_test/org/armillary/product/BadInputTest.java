package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What bad usage and bad input get: a row for each with exit code, error id, and what the message must name. */
class BadInputTest {

	@TempDir
	private static Path folder;

	/** The same files once more, for the program that runs at the same time. */
	@TempDir
	private static Path twin;

	/** The place of the store and of the products of its two runs, outside the folder that must stay as it is. */
	@TempDir
	private static Path elsewhere;

	@BeforeAll
	static void makeFiles() throws Exception {
		byte[] good = new FitsBytes().primary().cube("DATA", 2, 2, 2, 1, 2, 3, 4, 5, 6, 7, 8).bytes();
		Files.write(folder.resolve("good.fits"), good);
		Files.write(folder.resolve("truncated.fits"), Arrays.copyOf(good, 2 * 2880 + 20));
		Files.write(folder.resolve("cut-header.fits"), Arrays.copyOf(good, 3000));
		Files.write(folder.resolve("empty.fits"), new byte[0]);
		Files.writeString(folder.resolve("text.fits"), "This is no FITS file.\n");
		Files.write(folder.resolve("no-image.fits"), new FitsBytes().primary().bytes());
		Files.write(folder.resolve("good_STATS.fits"), good);
		Files.createDirectory(folder.resolve("nothing"));
		Files.createDirectory(folder.resolve("folder.fits"));
		Files.writeString(folder.resolve("file"), "in the way");
		flow("cycle", """
				  s: {actor: kmos.simulate-cube}
				  a: {actor: kmos.stats}
				  b: {actor: kmos.stats}
				connections:
				  - s.cube -> a.cube
				  - s.cube -> b.cube
				  - a.table -> b.mask
				  - b.table -> a.mask
				""");
		flow("mismatch", """
				  a: {actor: kmos.simulate-cube}
				  b: {actor: kmos.stats}
				  c: {actor: kmos.stats}
				connections:
				  - a.cube -> b.cube
				  - b.table -> c.cube
				""");
		flow("duplicate", """
				  a: {actor: kmos.stats}
				  a: {actor: kmos.stats}
				""");
		flow("tab", "\ta: {actor: kmos.stats}\n");
		flow("typo", """
				  a: {acter: kmos.stats}
				""");
		flow("quote", """
				  a: {actor: "kmos.stats}
				""");
		flow("no-actor", """
				  a: {actor: kmos.stast}
				""");
		flow("no-port", """
				  a: {actor: kmos.simulate-cube}
				  b: {actor: kmos.stats}
				connections:
				  - a.cube -> b.kube
				""");
		flow("no-node", """
				  b: {actor: kmos.stats}
				connections:
				  - a.cube -> b.cube
				""");
		flow("bad-value", """
				  a: {actor: kmos.simulate-cube, parameters: {seed: many}}
				""");
		Files.writeString(folder.resolve("version.flow.yaml"),
				"armillary-workflow: 99\nname: x\nnodes:\n  a: {actor: kmos.stats}\n");
		Files.writeString(folder.resolve("empty.flow.yaml"), "");
		Files.writeString(folder.resolve("typo.run.yaml"),
				"armillary-run: 1\nworkflow: kmos-stats\ndatas: [good.fits]\n");
		Files.writeString(folder.resolve("input.run.yaml"),
				"armillary-run: 1\nworkflow: kmos-stats\ninputs: {kube: [good.fits]}\n");
		Files.writeString(folder.resolve("absent.run.yaml"), "armillary-run: 1\nworkflow: absent\n");
		Files.writeString(folder.resolve("range.limits.yaml"), "armillary-limits: 1\nname: x\nlimits:\n"
				+ "  - { actor: kmos.stats, value: mean, unit: adu, requirement: '> 3', goal: '>= 4' }\n");
		makeNight();
		for (int number = 1; number <= 2; number++) {
			var run = run("run", "kmos-stats", "--data", "good.fits", "--out", elsewhere.resolve("out").toString());
			assertEquals(0, run.exitCode(), run.toString());
		}
		FileTree.copy(folder, twin);
	}

	/** Three darks without pixels, and rules, overlays and archives that are wrong. */
	private static void makeNight() throws Exception {
		var made = run(("simulate kmos-headers --out night --set darks=3 --set flats=0 --set arcs=0 --set skyFlats=0 "
				+ "--set standards=0 --set science=0").split(" "));
		assertEquals(0, made.exitCode(), made.toString());
		var archive = run("organise", "night", "--export-headers", "good.zip");
		assertEquals(0, archive.exitCode(), archive.toString());
		Files.write(folder.resolve("broken.zip"), Arrays.copyOf(Files.readAllBytes(folder.resolve("good.zip")), 300));
		try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("outside.zip")))) {
			zip.putNextEntry(new ZipEntry("../../outside.txt"));
			zip.write(1);
		}
		String rules = """
				armillary-rules: 1
				name: wrong
				version: 1
				time: mjd
				quantities: { mjd: "[MJD-OBS]" }
				classes: { DARK: "[ESO DPR TYPE] == DARK" }
				datasets: { dark: { help: Darks., group: [], members: { DARK: { min: 1 } } } }
				""";
		Files.writeString(folder.resolve("key.rules.yaml"), rules + "colour: red\n");
		Files.writeString(folder.resolve("condition.rules.yaml"), rules.replace("== DARK", "= DARK"));
		Files.writeString(folder.resolve("function.rules.yaml"), rules.replace("[MJD-OBS]", "sqrt([MJD-OBS])"));
		Files.writeString(folder.resolve("version.rules.yaml"), rules.replace("rules: 1", "rules: 2"));
		Files.writeString(folder.resolve("reason.yaml"), "armillary-overlay: 1\nexclude:\n  - { files: a.fits }\n");
		Files.writeString(folder.resolve("key.yaml"),
				"armillary-overlay: 1\nexclude:\n  - { file: a.fits, reason: bad }\n");
		Files.writeString(folder.resolve("rules.flow.yaml"), "armillary-workflow: 1\nname: x\nrules: nowhere\n"
				+ "inputs:\n  darks: { payload: image }\nnodes:\n  a: {actor: kmos.dark}\n"
				+ "connections:\n  - darks -> a.darks\n");
		Files.writeString(folder.resolve("overlay.run.yaml"),
				"armillary-run: 1\nworkflow: kmos-calibration\ndata: night\noverlays: reason.yaml\n");
		Files.writeString(folder.resolve("setting.run.yaml"),
				"armillary-run: 1\nworkflow: kmos-calibration\ndata: night\nsettings: { calibration: raw }\n");
		Files.writeString(folder.resolve("without.run.yaml"),
				"armillary-run: 1\nworkflow: kmos-stats\ndata: good.fits\ndatasets: dark\n");
	}

	private static Product.Result run(String... arguments) throws IOException, InterruptedException {
		return runIn(folder, arguments);
	}

	private static Product.Result runIn(Path place, String... arguments) throws IOException, InterruptedException {
		var environment = new HashMap<>(Product.QUICK);
		environment.put("ARMILLARY_STORE", elsewhere.resolve("store").toString());
		return Product.run(Product.folder(), place, environment, arguments);
	}

	private static void flow(String name, String nodes) throws IOException {
		Files.writeString(folder.resolve(name + ".flow.yaml"),
				"armillary-workflow: 1\nname: " + name + "\nnodes:\n" + nodes);
	}

	static Stream<Arguments> rows() {
		return Stream.of( //
				row(2, "cli.unknown-verb", "rum", "rum"), //
				row(2, "cli.unknown-verb", "flow chick", "flow chick"), //
				row(2, "cli.usage", "--wat", "--wat"), //
				row(2, "cli.usage", "run", "FLOW"), //
				row(2, "cli.usage", "run kmos-stats --dta x", "--dta"), //
				row(2, "cli.usage", "flow", "check"), //
				row(2, "cli.assignment", "run kmos-stats --in good.fits", "good.fits"), //
				row(2, "cli.assignment", "run kmos-stats --data good.fits --set x", "--set"), //
				row(2, "cli.setting-twice", "recipe kmos.stats --in cube=good.fits --set citer=1 --set citer=2",
						"citer"), //
				row(2, "run.input-file", "recipe kmos.stats --in cube=good.fits --in mask=absent.dat", "absent.dat"), //
				row(2, "run.output-is-input", "recipe kmos.stats --in cube=good.fits --in mask=good_STATS.fits --out .",
						"good_STATS"), //
				row(2, "cli.unknown-workflow", "flow check absent", "kmos-stats"), //
				row(2, "cli.unknown-workflow", "run kmos-stast", "kmos-stats"), //
				row(2, "cli.unknown-actor", "describe kmos.stast", "did you mean kmos.stats"), //
				row(2, "cli.unknown-actor", "recipe kmos.stast --in cube=good.fits", "kmos.stast"), //
				row(2, "cli.unknown-port", "recipe kmos.stats --in kube=good.fits", "cube, mask"), //
				row(2, "cli.port-without-file", "recipe kmos.stats", "cube"), //
				row(2, "parameter.unknown", "recipe kmos.stats --in cube=good.fits --set clip=3", "clip"), //
				row(2, "parameter.range", "recipe kmos.stats --in cube=good.fits --set clipIterations=-1",
						"clipIterations"), //
				row(2, "parameter.type", "recipe kmos.stats --in cube=good.fits --set clipIterations=few",
						"a whole number"), //
				row(2, "parameter.type", "run bad-value.flow.yaml", "bad-value.flow.yaml:4:"), //
				row(2, "workflow.unknown-setting", "run kmos-stats --data good.fits --set nowhere.x=1", "statistics"), //
				row(2, "run.unknown-input", "run kmos-stats --in kube=good.fits", "cube"), //
				row(2, "workflow.cycle", "run cycle.flow.yaml", "a"), //
				row(2, "workflow.type-mismatch", "run mismatch.flow.yaml", "mismatch.flow.yaml:9:"), //
				row(2, "workflow.duplicate", "run duplicate.flow.yaml", "duplicate.flow.yaml:5:3"), //
				row(2, "workflow.tab", "run tab.flow.yaml", "tab.flow.yaml:4:1"), //
				row(2, "workflow.unknown-key", "run typo.flow.yaml", "typo.flow.yaml:4:7"), //
				row(2, "workflow.syntax", "run quote.flow.yaml", "quote.flow.yaml:"), //
				row(2, "workflow.unknown-actor", "run no-actor.flow.yaml", "kmos.stats"), //
				row(2, "workflow.unknown-actor", "flow check no-actor.flow.yaml", "kmos.stats"), //
				row(2, "workflow.unknown-port", "run no-port.flow.yaml", "no-port.flow.yaml:7:"), //
				row(2, "workflow.unknown-node", "run no-node.flow.yaml", "no-node.flow.yaml:6:"), //
				row(2, "workflow.version", "run version.flow.yaml", "99"), //
				row(2, "workflow.unreadable", "run absent.flow.yaml/", "absent"), //
				row(2, "workflow.version", "run empty.flow.yaml", "empty.flow.yaml"), //
				row(2, "fits.missing", "run kmos-stats --data absent.fits", "absent.fits"), //
				row(2, "fits.missing", "recipe kmos.stats --in cube=absent.fits", "absent.fits"), //
				row(2, "fits.empty", "run kmos-stats --data empty.fits", "empty.fits"), //
				row(2, "fits.not-fits", "run kmos-stats --data text.fits", "text.fits"), //
				row(2, "fits.truncated", "run kmos-stats --data truncated.fits", "truncated.fits"), //
				row(2, "fits.header-truncated", "recipe kmos.stats --in cube=cut-header.fits", "cut-header.fits"), //
				row(2, "fits.directory", "recipe kmos.stats --in cube=folder.fits", "folder.fits"), //
				row(2, "run.payload", "recipe kmos.stats --in cube=no-image.fits", "no-image.fits"), //
				row(2, "run.output-folder", "run kmos-stats --data good.fits --out file/out", "file"), //
				row(2, "run.output-folder", "run kmos-stats --data good.fits --out /proc/armillary", "/proc/armillary"), //
				row(2, "run.unknown-run", "show absent", "absent"), //
				row(2, "run.unknown-run", "why absent", "absent"), //
				row(2, "run.unknown-run", "resume absent", "absent"), //
				row(2, "run.unknown-run", "cancel absent", "absent"), //
				row(2, "run.unknown-run", "diff last absent", "absent"), //
				row(2, "run.ambiguous-run", "show kmos-cube", "kmos-cube-statistics-"), //
				row(2, "run.unknown-node", "why last nowhere", "statistics"), //
				row(2, "cli.run-over", "cancel last", "done"), //
				row(2, "cli.no-store", "runs --store nothing/store", "nothing/store"), //
				row(2, "cli.no-store", "show last --store nothing/store", "nothing/store"), //
				row(2, "cli.no-store", "why last --store nothing/store", "nothing/store"), //
				row(2, "cli.no-store", "diff last last --store nothing/store", "nothing/store"), //
				row(2, "cli.no-store", "resume last --store nothing/store", "nothing/store"), //
				row(2, "cli.no-store", "cancel last --store nothing/store", "nothing/store"), //
				row(2, "cli.no-store", "clean --store nothing/store", "nothing/store"), //
				row(2, "cli.qc-date", "qc --since nonsense", "nonsense"), //
				row(2, "workflow.unreadable", "qc --limits absent.limits.yaml", "absent.limits.yaml"), //
				row(2, "quality.range", "run kmos-stats --data good.fits --limits range.limits.yaml",
						"range.limits.yaml:4"), //
				row(2, "cli.file-unwritable", "qc --plot absent/q.svg", "absent/q.svg"), //
				row(2, "report.not-ours", "report last --out good.fits", "good.fits"), //
				row(2, "provenance.unknown-product", "show last --product absent.fits", "absent.fits"), //
				row(2, "cli.form", "show last --as pdf", "ro-crate"), //
				row(2, "cli.not-together", "show last --as shell --methods", "--methods"), //
				row(2, "cli.crate-where", "show last --as ro-crate", "--out"), //
				row(2, "cli.only-with", "show last --node image", "--as shell"), //
				row(2, "provenance.unknown-digest", "impact absent.fits", "absent.fits"), //
				row(2, "provenance.no-crate", "reproduce nothing --data nothing", "nothing"), //
				row(2, "cli.max-size", "clean --max-size lots", "lots"), //
				row(2, "cli.older", "clean --older week", "week"), //
				row(2, "cli.one-job-only", "recipe kmos.stats --in cube=good.fits --expect table=00", "--one-job"), //
				row(2, "cli.keep", "clean --keep some", "some"), //
				row(2, "cli.keep", "clean --keep -3", "-3"), //
				row(2, "cli.usage", "show", "RUN"), //
				row(2, "cli.usage", "diff last", "RUN"), //
				row(2, "cli.memory", "run kmos-stats --data good.fits --memory lots", "lots"), //
				row(2, "cli.memory", "run kmos-stats --data good.fits --memory 8", "8"), //
				row(2, "cli.duration", "run kmos-stats --data good.fits --timeout soon", "soon"), //
				row(2, "cli.workers", "run kmos-stats --data good.fits --workers 0", "0"), //
				row(2, "cli.workers", "run kmos-stats --data good.fits --workers many", "--workers"), //
				row(2, "cli.scratch", "run kmos-stats --data good.fits --scratch absent", "absent"), //
				row(2, "cli.unknown-node", "run kmos-stats --data good.fits --only nowhere", "statistics"), //
				row(2, "workflow.unknown-setting",
						"run kmos-stats --data good.fits --only statistics --set nowhere.x=1", "statistics"), //
				row(2, "cli.no-folder", "exec-run nothing", "nothing"), //
				row(2, "cli.no-folder", "exec-job nothing", "nothing"), //
				row(2, "store.unusable", "run kmos-stats --data good.fits --store file/store", "file/store"), //
				row(2, "store.unusable", "run kmos-stats --data good.fits --store /proc/armillary", "/proc/armillary"), //
				row(2, "workflow.unknown-key", "run typo.run.yaml", "typo.run.yaml:3:1"), //
				row(2, "workflow.run-unknown", "run input.run.yaml", "input.run.yaml:3:"), //
				row(2, "workflow.run-unknown", "flow check input.run.yaml", "input.run.yaml:3:"), //
				row(2, "cli.unknown-workflow", "run absent.run.yaml", "kmos-stats"), //
				row(2, "workflow.unreadable", "run nowhere.run.yaml", "nowhere.run.yaml"), //
				row(2, "cli.without-rules", "run kmos-stats --data good.fits --dataset dark", "--dataset dark"), //
				row(2, "cli.without-rules", "run kmos-stats --data good.fits --overlay key.yaml", "key.yaml"), //
				row(2, "cli.without-rules", "run kmos-stats --data good.fits --rules kmos", "--rules kmos"), //
				row(2, "cli.without-rules", "run without.run.yaml", "dark"), //
				row(2, "run.rules", "run kmos-calibration", "kmos"), //
				row(2, "scan.no-place", "run kmos-calibration --data absent", "absent"), //
				row(2, "cli.headers-only", "run kmos-calibration --data good.zip", "good.zip"), //
				row(2, "cli.unknown-dataset", "run kmos-calibration --data night --dataset drak", "dark-60-"), //
				row(2, "cli.unknown-dataset", "run kmos-calibration --data night --dataset flat*", "flat*"), //
				row(2, "workflow.unreadable", "run kmos-calibration --data night --overlay absent.yaml", "absent.yaml"), //
				row(2, "workflow.unknown-key", "run kmos-calibration --data night --overlay key.yaml", "key.yaml:3:7"), //
				row(2, "workflow.missing-key", "run kmos-calibration --data night --overlay reason.yaml",
						"reason.yaml:3:5"), //
				row(2, "workflow.missing-key", "run overlay.run.yaml", "reason.yaml:3:5"), //
				row(2, "workflow.missing-key", "flow check overlay.run.yaml", "reason.yaml:3:5"), //
				row(2, "cli.unknown-rules", "run kmos-calibration --data night --rules nowhere", "kmos"), //
				row(2, "cli.unknown-rules", "run rules.flow.yaml --data night", "nowhere"), //
				row(2, "cli.unknown-rules", "flow check rules.flow.yaml", "rules.flow.yaml:3:1"), //
				row(2, "workflow.unknown-key", "run kmos-calibration --data night --rules key.rules.yaml",
						"key.rules.yaml:8:1"), //
				row(2, "rules.choice", "run kmos-calibration --data night --set calibrations=bad", "raw-per-level"), //
				row(2, "cli.unknown-setting", "run kmos-calibration --data night --set calibration=raw",
						"did you mean ‘calibrations’"), //
				row(2, "workflow.run-unknown", "run setting.run.yaml", "setting.run.yaml:4:"), //
				row(2, "cli.usage", "organise", "folder"), //
				row(2, "scan.no-place", "organise absent", "absent"), //
				row(3, "cli.no-rules-fit", "organise good.fits", "kmos"), //
				row(2, "cli.unknown-rules", "organise night --rules nowhere", "kmos"), //
				row(2, "workflow.unreadable", "organise night --rules absent/x.rules.yaml", "absent/x.rules.yaml"), //
				row(2, "workflow.unknown-key", "organise night --rules key.rules.yaml", "key.rules.yaml:8:1"), //
				row(2, "workflow.condition", "organise night --rules condition.rules.yaml",
						"condition.rules.yaml:6:"), //
				row(2, "rules.expression", "organise night --rules function.rules.yaml", "function.rules.yaml:5:"), //
				row(2, "rules.version", "organise night --rules version.rules.yaml", "version.rules.yaml"), //
				row(2, "cli.unknown-file", "organise night --why absent.fits", "absent.fits"), //
				row(2, "cli.unknown-dataset", "organise night --why flat flat", "dark-60-"), //
				row(2, "cli.unknown-need", "organise night --why dark flat", "flat"), //
				row(2, "cli.unknown-dataset", "organise night --dataset flat", "dark-60-"), //
				row(2, "rules.setting", "organise night --set calibration=raw", "calibrations"), //
				row(2, "rules.choice", "organise night --set calibrations=bad", "raw-per-level"), //
				row(2, "cli.assignment", "organise night --set calibrations", "--set"), //
				row(2, "cli.setting-twice", "organise night --set addAll=no --set addAll=yes", "addAll"), //
				row(2, "workflow.unreadable", "organise night --overlay absent.yaml", "absent.yaml"), //
				row(2, "workflow.missing-key", "organise night --overlay reason.yaml", "reason.yaml:3:5"), //
				row(2, "archive.damaged", "organise broken.zip", "broken.zip"), //
				row(2, "archive.foreign", "organise outside.zip", "outside"), //
				row(2, "archive.exists", "organise night --export-headers good.zip", "--replace"), //
				row(2, "archive.unwritable", "organise night --export-headers absent/x.zip", "absent/x.zip"), //
				row(2, "archive.too-many", "organise nothing --export-headers x.zip", "x.zip"), //
				row(2, "cli.usage", "organise night good.zip", "archive"), //
				row(2, "cli.usage", "organise night --replace", "--export-headers"), //
				row(2, "cli.usage", "organise night --worst-level plan", "--worst-level"), //
				row(2, "cli.usage", "run kmos-calibration --data night --worst-level plan", "--worst-level"), //
				row(2, "cli.without-rules", "run kmos-stats --data good.fits --worst-level 0", "--worst-level 0"), //
				row(2, "cli.usage", "organise night --for 1s", "--watch"), //
				row(2, "cli.usage", "organise night --watch --why a.fits", "--why"), //
				row(2, "cli.usage", "organise good.zip --watch", "--watch"), //
				row(2, "cli.duration", "organise night --watch --for soon", "soon"), //
				row(2, "cli.unknown-simulator", "simulate kmos-header --out x", "kmos-headers"), //
				row(2, "cli.simulate-where", "simulate kmos-headers", "kmos-headers"), //
				row(2, "cli.folder-in-use", "simulate kmos-headers --out night", "night"), //
				row(2, "run.output-folder", "simulate kmos-headers --out file/x", "file"), //
				row(2, "parameter.range", "simulate kmos-headers --out x --set nights=-1", "366"), //
				row(2, "parameter.type", "simulate kmos-headers --out x --set faults=x", "missing-frame"), //
				row(2, "cli.config-unknown", "simulate kmos-headers --out x --set night=1", "nights"), //
				row(2, "cli.usage", "simulate kmos-headers --out x --seed many", "many"), //
				row(3, "run.no-file", "run kmos-stats", "cube"), //
				row(3, "run.nothing-selected", "run kmos-stats --data nothing", "nothing"), //
				row(3, "run.nothing-selected", "run kmos-stats --data no-image.fits", "no-image.fits"));
	}

	private static Arguments row(int exitCode, String id, String commandLine, String named) {
		return arguments(exitCode, id, commandLine, named);
	}

	@ParameterizedTest(name = "armillary {2} → {0}, {1}")
	@MethodSource("rows")
	void isRefusedWithOneMessage(int exitCode, String id, String commandLine, String named) throws Exception {
		var before = FileTree.names(folder);
		var twinBefore = FileTree.names(twin);
		// both forms at once: most of the time of such a command is the start of the program
		var json = CompletableFuture.supplyAsync(() -> answer(twin, commandLine + " --json"));
		var text = answer(folder, commandLine);
		isRefusal(text, exitCode, id, named);
		isRefusalInJson(json.join(), exitCode, id);
		assertEquals(before, FileTree.names(folder), "files left behind");
		assertEquals(twinBefore, FileTree.names(twin), "files left behind with --json");
	}

	private static void isRefusal(Product.Result result, int exitCode, String id, String named) {
		assertEquals(exitCode, result.exitCode(), result.toString());
		assertTrue(result.err().contains("[" + id + "]"), result.toString());
		assertTrue(result.err().contains(named), result.toString());
		assertEquals(1, result.err().split("armillary: error: ", -1).length - 1, result.toString());
		assertTrue(result.err().contains("remedy: "), result.toString());
		assertFalse(result.err().contains("\tat ") || result.err().contains("Exception"), result.toString());
	}

	private static void isRefusalInJson(Product.Result result, int exitCode, String id) {
		assertEquals(exitCode, result.exitCode(), result.toString());
		assertTrue(result.out().contains("\"id\": \"" + id + "\""), result.toString());
		assertEquals("", result.err());
	}

	private static Product.Result answer(Path place, String commandLine) {
		try {
			return runIn(place, commandLine.split(" "));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(e);
		}
	}
}
