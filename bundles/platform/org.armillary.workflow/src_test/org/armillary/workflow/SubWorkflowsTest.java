package org.armillary.workflow;

import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.DocumentException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.workflow.message.WorkflowMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubWorkflowsTest {

	private static final String OUTER = """
			armillary-workflow: 1
			name: outer
			inputs:
			  raw: { payload: image }
			  log: { payload: table }
			parameters:
			  all: { binds: [night.clip, own.clipSigma] }
			  good: { value: yes }
			nodes:
			  own: { actor: kmos.dark }
			  night:
			    uses: night.flow.yaml
			    when: $good and [OBJECT] != SKY
			    parameters: { method: 5 }
			  weigh: { actor: kmos.weigh }
			connections:
			  - raw -> own.raw
			  - { from: raw, to: night.frames, retag: DARK, match: [A, B] }
			  - { from: own.master, to: night.extra, nearest: MJD-OBS }
			  - night.flat -> weigh.image
			  - log -> weigh.static
			outputs:
			  flat: night.flat
			""";

	private static final String NIGHT = """
			armillary-workflow: 1
			name: night
			inputs:
			  frames: { payload: image }
			  extra: { payload: image }
			parameters:
			  clip: { binds: [dark.clipSigma], value: 3 }
			  method: { binds: [flat.clipSigma] }
			nodes:
			  dark: { actor: kmos.dark }
			  flat:
			    actor: kmos.flat
			    when: $clip > 2 or $method == x
			    parameters: { clipSigma: 1 }
			connections:
			  - frames -> dark.raw
			  - dark.master -> flat.dark
			  - { from: extra, to: flat.extra, retag: FLAT, match: B }
			  - { from: frames, to: flat.extra, match: [B, C], nearest: EXPTIME }
			outputs:
			  flat: flat.flat
			  dark: dark.master
			""";

	static SubWorkflows.Source files(Map<String, String> texts) {
		return (_, path) -> {
			if (!texts.containsKey(path)) {
				throw new DocumentException(WorkflowMessage.UNREADABLE.with(path, "there is no such file"));
			}
			return WorkflowReader.parse(texts.get(path), path);
		};
	}

	static WorkflowDocument flatten(String outer, Map<String, String> texts) throws DocumentException {
		return SubWorkflows.flatten(WorkflowReader.parse(outer, "outer.flow.yaml"), files(texts));
	}

	@Test
	void innerPartsTakeThePlaceOfTheNode() throws DocumentException {
		WorkflowDocument flat = flatten(OUTER, Map.of("night.flow.yaml", NIGHT));
		assertEquals("""
				armillary-workflow: 1
				name: outer

				inputs:
				  raw:
				    payload: image
				  log:
				    payload: table

				parameters:
				  all:
				    binds: [night.clip, own.clipSigma]
				  good:
				    value: yes
				  night/clip:
				    binds: ["night/dark.clipSigma"]
				    value: 3
				  night/method:
				    binds: ["night/flat.clipSigma"]
				    value: 5

				nodes:
				  own:
				    actor: kmos.dark
				  night/dark:
				    actor: kmos.dark
				    when: $good and [OBJECT] != SKY
				  night/flat:
				    actor: kmos.flat
				    parameters:
				      clipSigma: 1
				    when: $good and [OBJECT] != SKY and ($night/clip > 2 or $night/method == x)
				  weigh:
				    actor: kmos.weigh

				connections:
				  - night/dark.master -> night/flat.dark
				  - { from: own.master, to: night/flat.extra, retag: FLAT, match: [B], nearest: MJD-OBS }
				  - night/flat.flat -> weigh.image
				  - raw -> own.raw
				  - { from: raw, to: night/dark.raw, retag: DARK, match: [A, B] }
				  - { from: raw, to: night/flat.extra, retag: DARK, match: [A, B, C], nearest: EXPTIME }
				  - log -> weigh.static

				outputs:
				  flat: night/flat.flat
				""", flat.source());
		assertEquals(WorkflowReader.parse(flat.source(), "again").workflow(), flat.workflow());
	}

	@Test
	void partsKeepTheirPlaces() throws DocumentException {
		WorkflowDocument flat = flatten(OUTER, Map.of("night.flow.yaml", NIGHT));
		assertEquals("outer.flow.yaml", flat.name());
		assertEquals("night.flow.yaml:10:3", flat.place(Positions.Part.NODE, "night/dark").text());
		assertEquals("outer.flow.yaml:10:3", flat.place(Positions.Part.NODE, "own").text());
		assertEquals("outer.flow.yaml:14:19", flat.place(Positions.Part.PARAMETER_VALUE, "night/method").text());
		assertEquals("night.flow.yaml:7:36", flat.place(Positions.Part.PARAMETER_VALUE, "night/clip").text());
		assertEquals("night.flow.yaml:13:11", flat.place(Positions.Part.NODE_WHEN, "night/flat").text());
		assertEquals("night.flow.yaml:14:19", flat.place(Positions.Part.NODE_PARAMETER, "night/flat.clipSigma").text());
		assertEquals("night.flow.yaml:17:5", flat.connectionPlace(0).text());
		assertEquals("outer.flow.yaml:18:5", flat.connectionPlace(4).text());
		assertEquals("outer.flow.yaml:23:3", flat.place(Positions.Part.OUTPUT, "flat").text());
	}

	@Test
	void parametersReachThroughWhetherTheyAreSetBeforeOrAfter() throws DocumentException {
		Map<String, String> texts = Map.of("night.flow.yaml", NIGHT);
		for (List<String> settings : List.of(List.of("all=4"), List.of("night.clip=5"),
				List.of("night.clip=5", "all=4"),
				List.of("all=4", "night.clip=5"), List.<String>of())) {
			Workflow before = WorkflowReader.parse(OUTER, "outer").workflow();
			Workflow after = flatten(OUTER, texts).workflow();
			for (String setting : settings) {
				String[] parts = setting.split("=");
				before = before.withSetting(parts[0], parts[1], _ -> Optional.empty());
				after = after.withSetting(parts[0], parts[1], _ -> Optional.empty());
			}
			before = SubWorkflows.flatten(WorkflowDocument.of(before, "outer"), files(texts)).workflow();
			String dark = settings.contains("night.clip=5") ? "5" : settings.contains("all=4") ? "4" : "3";
			String own = settings.contains("all=4") ? "4" : "none";
			for (Workflow flat : List.of(before, after)) {
				assertEquals(dark, flat.parametersOf("night/dark").get("clipSigma"), settings.toString());
				assertEquals(Optional.of(dark), flat.index().parameterValue("night/clip"), settings.toString());
				assertEquals(own, flat.parametersOf("own").getOrDefault("clipSigma", "none"), settings.toString());
				assertEquals("5", flat.parametersOf("night/flat").get("clipSigma"));
			}
		}
		Workflow flat = flatten(OUTER, texts).workflow().withSetting("night/clip", "6", _ -> Optional.empty())
				.withSetting("night/flat.clipSigma", "7", _ -> Optional.empty());
		assertEquals("6", flat.parametersOf("night/dark").get("clipSigma"));
		assertEquals("7", flat.parametersOf("night/flat").get("clipSigma"));
		assertThrows(DocumentException.class, () -> flat.withSetting("night.clop", "1", _ -> Optional.empty()));
	}

	@Test
	void nothingToDoIsNothingDone() throws DocumentException {
		WorkflowDocument document = WorkflowReader.parse(NIGHT, "night");
		assertSame(document, SubWorkflows.flatten(document, files(Map.of())));
	}

	/** Each line: which text is changed, what in it, into what, and the problems as id@file:line:column. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			outer | night.flow.yaml   | dusk.flow.yaml  | workflow.sub-workflow@outer:12:5
			outer | to: night.frames  | to: night.frame | workflow.sub-port@outer:18:5
			outer | night.flat -> w   | night.flot -> w | workflow.sub-port@outer:20:5
			outer | flat: night.flat  | flat: night.x   | workflow.sub-port@outer:23:3
			outer | { method: 5 }     | { methods: 5 }  | workflow.sub-parameter@outer:14:19
			outer | [night.clip,      | [night.clap,    | workflow.sub-parameter@outer:7:3
			outer | $good and         | $good &&        | workflow.condition@outer:13:17
			outer | match: [A, B] }   | nearest: A }    | workflow.sub-nearest@outer:18:5
			outer | name: outer       | name: outer\\nrules: kmos | ''
			night | name: night       | name: night\\nrules: kmos | workflow.sub-workflow@outer:12:5
			night | frames -> dark    | frame -> dark   | workflow.unknown-input@night:16:5
			night | $clip > 2         | $clip >         | workflow.condition@night:13:19
			night | payload: image    | payload: imago  | workflow.value@night:4:22
			night | actor: kmos.dark  | uses: night.flow.yaml | workflow.sub-cycle@night:10:11
			night | actor: kmos.dark  | uses: outer.flow.yaml | workflow.sub-cycle@night:10:11
			""")
	void refusedWithThePlace(String which, String old, String replacement, String expected) {
		String with = replacement.replace("\\n", "\n");
		assertTrue((which.equals("outer") ? OUTER : NIGHT).contains(old), old);
		String outer = which.equals("outer") ? OUTER.replace(old, with) : OUTER;
		String night = which.equals("night") ? NIGHT.replaceFirst(java.util.regex.Pattern.quote(old),
				java.util.regex.Matcher.quoteReplacement(with)) : NIGHT;
		String found = "";
		try {
			flatten(outer, Map.of("night.flow.yaml", night, "outer.flow.yaml", outer));
		} catch (DocumentException e) {
			found = words(e.problems());
		}
		assertEquals(expected.equals("''") ? "" : expected, found);
	}

	static String words(List<Problem> problems) {
		return problems.stream().map(problem -> {
			assertTrue(problem.message().summary()
					.startsWith(problem.file() + ":" + problem.line() + ":" + problem.column() + ": "),
					problem.message().summary());
			return (problem.isError() ? "" : "note ") + problem.message().id() + "@"
					+ problem.file().replace(".flow.yaml", "") + ":" + problem.line() + ":" + problem.column();
		}).collect(Collectors.joining(", "));
	}

	@Test
	void chainsHaveAnEnd() throws DocumentException {
		for (int length : new int[] { SubWorkflowTree.DEEPEST, SubWorkflowTree.DEEPEST + 1 }) {
			var texts = new HashMap<String, String>();
			for (int i = 0; i < length; i++) {
				// each twice, which would be more nodes than anybody has
				texts.put(i + "", "armillary-workflow: 1\nname: x\nnodes:\n" + (i + 1 == length ? "  a: { actor: k }\n"
						: "  s: { uses: " + (i + 1) + " }\n" + (i < 3 ? "  t: { uses: " + (i + 1) + " }\n" : "")));
			}
			if (length == SubWorkflowTree.DEEPEST) {
				assertEquals(8, flatten(texts.get("0"), texts).workflow().nodes().size());
			} else {
				DocumentException e = assertThrows(DocumentException.class, () -> flatten(texts.get("0"), texts));
				assertEquals("workflow.sub-depth", e.explanation().id());
			}
		}
	}

	@Test
	void manyNodesOutOfFewFilesAreRefused() {
		var texts = new HashMap<String, String>();
		for (int i = 0; i < SubWorkflowTree.DEEPEST; i++) {
			String child = i + 1 == SubWorkflowTree.DEEPEST ? "actor: k" : "uses: " + (i + 1);
			texts.put(i + "",
					"armillary-workflow: 1\nname: x\nnodes:\n  a: { %s }\n  b: { %s }\n".formatted(child, child));
		}
		DocumentException e = assertThrows(DocumentException.class, () -> flatten(texts.get("0"), texts));
		assertEquals("workflow.sub-workflow", e.explanation().id());
	}

	@Test
	void filesAreRelativeToTheOneThatNamesThem(@TempDir Path folder) throws IOException, DocumentException {
		Files.createDirectories(folder.resolve("flows/parts"));
		Path outer = folder.resolve("flows/outer.flow.yaml");
		Files.writeString(outer, "armillary-workflow: 1\nname: x\nnodes:\n  a: { uses: parts/b.flow.yaml }\n");
		Files.writeString(folder.resolve("flows/parts/b.flow.yaml"),
				"armillary-workflow: 1\nname: x\nnodes:\n  c: { uses: ../d.flow.yaml }\n");
		Path last = folder.resolve("flows/d.flow.yaml");
		Files.writeString(last, "armillary-workflow: 1\nname: x\nnodes:\n  e: { actor: k }\n");
		WorkflowDocument root = WorkflowReader.read(outer);
		assertEquals("a/c/e",
				SubWorkflows.flatten(root, SubWorkflows.Source.files()).workflow().nodes().getFirst().id());
		Files.writeString(last, "armillary-workflow: 1\nname: x\nnodes:\n  e: { uses: outer.flow.yaml }\n");
		DocumentException e = assertThrows(DocumentException.class,
				() -> SubWorkflows.flatten(root, SubWorkflows.Source.files()));
		assertEquals("workflow.sub-cycle", e.explanation().id());
		assertEquals(last.toString(), e.problems().getFirst().file());
		Files.delete(last);
		assertEquals("workflow.sub-workflow", assertThrows(DocumentException.class,
				() -> SubWorkflows.flatten(root, SubWorkflows.Source.files())).explanation().id());
	}
}
