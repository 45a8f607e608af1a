package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** Options of the verbs that run something: files, parameters and the folder for products. */
final class RunOptions {

	private static final Path DEFAULT_OUT = Path.of("armillary-out");

	@Option(names = "--in", paramLabel = "NAME=FILE", description = "A file for an input; may be given several times.")
	private List<String> inputs = new ArrayList<>();

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter's value; may be given several times.")
	private List<String> settings = new ArrayList<>();

	@Option(names = "--out", paramLabel = "DIR", description = "Folder for products; made if missing, products of the same name are replaced. Default: armillary-out.")
	private @Nullable Path out;

	/** The folder for products; where none is named that of the run file, else the usual one. */
	Path out(Optional<Path> ofRunFile) {
		return absolute(out == null ? ofRunFile.orElse(DEFAULT_OUT) : out);
	}

	/** Files by input name. */
	Map<String, List<Path>> inputs() throws CliException {
		var files = new LinkedHashMap<String, List<Path>>();
		for (String input : inputs) {
			String[] parts = Invocation.assignment("--in", input, "NAME=FILE");
			files.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(absolute(Invocation.path(parts[1])));
		}
		return files;
	}

	/** Values by name, each name after {@code prefix}. */
	Map<String, String> settings(String prefix, String expected) throws CliException {
		var values = new LinkedHashMap<String, String>();
		for (String setting : settings) {
			String[] parts = Invocation.assignment("--set", setting, expected);
			if (values.put(prefix + parts[0], parts[1]) != null) {
				throw new CliException(CliMessage.SETTING_TWICE.with(parts[0]));
			}
		}
		return values;
	}

	/** A run may go on in another process, and be resumed from another folder. */
	static Path absolute(Path path) {
		return path.toAbsolutePath().normalize();
	}
}
