package org.armillary.engine.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.json.RunDatasetsJson;

import com.google.gson.JsonObject;

/** What a job worked with, as it stands in the index. What is rare, corrections, is packed as JSON. */
final class PackedFacts {

	private static final String CORRECTIONS = "corrections";
	private static final Path NO_PATH = Path.of("");

	private PackedFacts() {
	}

	static void pack(Packer bytes, JobFacts facts) {
		bytes.number(facts.parameters().size());
		for (UsedParameter parameter : facts.parameters()) {
			bytes.text(parameter.name()).text(parameter.value()).number(flags(parameter));
			if (!parameter.isDefault()) {
				bytes.text(parameter.defaultValue());
			}
		}
		bytes.number(facts.inputs().size());
		for (UsedInput input : facts.inputs()) {
			bytes.text(input.port()).text(input.category()).text(input.path().toString()).text(input.received());
			bytes.number(input.selection().patterns().size());
			input.selection().patterns().forEach(bytes::text);
			bytes.text(corrections(input.corrections()));
			origin(bytes, input.origin(), input.received());
		}
		bytes.number(facts.decisions().size());
		facts.decisions().forEach((name, value) -> bytes.text(name).text(value));
	}

	private static long flags(UsedParameter parameter) {
		return (parameter.isDefault() ? 1 : 0) + (parameter.inKey() ? 2 : 0);
	}

	private static String corrections(List<HeaderCorrection> corrections) {
		if (corrections.isEmpty()) {
			return "";
		}
		var object = new JsonObject();
		object.add(CORRECTIONS, RunDatasetsJson.corrections(corrections));
		return JsonText.of(object);
	}

	/** Most inputs are received whole, so that their digest stands there already. */
	private static void origin(Packer bytes, InputOrigin origin, String received) {
		bytes.text(origin.name()).text(origin.digest().equals(received) ? "=" : origin.digest())
				.number(origin.bytes()).text(origin.identity()).number(origin.maker().isPresent() ? 1 : 0);
		origin.maker().ifPresent(maker -> bytes.text(maker.key()).text(maker.port()).number(maker.index()));
	}

	static JobFacts unpack(Unpacker bytes) throws JsonFormatException {
		int parameters = bytes.count();
		var used = new ArrayList<UsedParameter>(parameters);
		for (int i = 0; i < parameters; i++) {
			String name = bytes.text();
			String value = bytes.text();
			int flags = bytes.count();
			used.add(new UsedParameter(name, value, (flags & 1) == 0 ? bytes.text() : value, (flags & 2) != 0));
		}
		int files = bytes.count();
		var inputs = new ArrayList<UsedInput>(files);
		for (int i = 0; i < files; i++) {
			String port = bytes.text();
			String category = bytes.text();
			Path path = Path.of(bytes.text());
			String received = bytes.text();
			int patterns = bytes.count();
			var selection = new ArrayList<String>(patterns);
			for (int pattern = 0; pattern < patterns; pattern++) {
				selection.add(bytes.text());
			}
			List<HeaderCorrection> corrections = corrections(bytes.text());
			inputs.add(new UsedInput(port, category, path, received, new ExtensionSelection(selection), corrections,
					origin(bytes, received)));
		}
		int count = bytes.count();
		Map<String, String> decisions = LinkedHashMap.newLinkedHashMap(count);
		for (int i = 0; i < count; i++) {
			String name = bytes.text();
			decisions.put(name, bytes.text());
		}
		return new JobFacts(used, inputs, decisions);
	}

	/** Unpacks of the inputs what files they are: port, digests, name, size, maker; their paths are empty. */
	static JobFacts origins(Unpacker bytes) {
		for (int left = bytes.count(); left > 0; left--) {
			bytes.skipText();
			bytes.skipText();
			if ((bytes.count() & 1) == 0) {
				bytes.skipText();
			}
		}
		int files = bytes.count();
		var inputs = new ArrayList<UsedInput>(files);
		for (int i = 0; i < files; i++) {
			String port = bytes.text();
			bytes.skipText();
			bytes.skipText();
			String received = bytes.text();
			for (int left = bytes.count(); left > 0; left--) {
				bytes.skipText();
			}
			bytes.skipText();
			inputs.add(new UsedInput(port, "", NO_PATH, received, ExtensionSelection.ALL, List.of(),
					origin(bytes, received)));
		}
		return files == 0 ? JobFacts.UNKNOWN : new JobFacts(List.of(), inputs, Map.of());
	}

	private static List<HeaderCorrection> corrections(String text) throws JsonFormatException {
		return text.isEmpty() ? List.of()
				: JsonText.read(text, "corrections", object -> RunDatasetsJson.corrections(object, CORRECTIONS));
	}

	private static InputOrigin origin(Unpacker bytes, String received) {
		String name = bytes.text();
		String digest = bytes.text();
		long size = bytes.number();
		String identity = bytes.text();
		Optional<Maker> maker = bytes.number() == 0 ? Optional.empty()
				: Optional.of(new Maker(bytes.text(), bytes.text(), bytes.count()));
		return new InputOrigin(name, digest.equals("=") ? received : digest, size, identity, maker);
	}
}
