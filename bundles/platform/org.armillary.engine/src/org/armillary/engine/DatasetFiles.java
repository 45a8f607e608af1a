package org.armillary.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.engine.RunDatasets.InputFile;
import org.armillary.engine.files.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Files as rules and corrections make them: their category is that of the rules, their keywords are the corrected ones, and
 * corrections belong to what they say. Files that are in no dataset are as they are.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class DatasetFiles implements InputFiles {

	private final InputFiles files;
	private final Map<Path, InputFile> known;

	private DatasetFiles(InputFiles files, Map<Path, InputFile> known) {
		this.files = files;
		this.known = known;
	}

	/**
	 * Files with what is known of them.
	 *
	 * @param files
	 *            reads the files
	 * @param datasets
	 *            the datasets; empty for none, so that all files are as they are
	 */
	public static DatasetFiles of(InputFiles files, Optional<RunDatasets> datasets) {
		return new DatasetFiles(files, datasets.map(RunDatasets::files).orElse(Map.of()));
	}

	@Override
	public FileFacts facts(Path file) throws IOException {
		FileFacts facts = files.facts(file);
		InputFile said = of(file);
		return said == null ? facts
				: new FileFacts(new ProductDescription(said.category(),
						corrected(facts.description().keywords(), said.corrections())), facts.payloads(),
						facts.bytes());
	}

	@Override
	public String digest(Path file, ExtensionSelection selection) throws IOException {
		String digest = files.digest(file, selection);
		List<HeaderCorrection> corrections = corrections(file);
		if (corrections.isEmpty()) {
			return digest;
		}
		var text = new StringBuilder("corrected\n").append(digest);
		corrections.stream().map(HeaderCorrection::content).sorted().forEach(line -> text.append('\n').append(line));
		return Sha256.of(text.toString());
	}

	/** Digest of the whole content of a file as it lies on the disk, without what is corrected in it. */
	public String wholeDigest(Path file) throws IOException {
		return files.digest(file, ExtensionSelection.ALL);
	}

	/** What is to be changed in the header of a file. */
	public List<HeaderCorrection> corrections(Path file) {
		InputFile said = of(file);
		return said == null ? List.of() : said.corrections();
	}

	private @Nullable InputFile of(Path file) {
		return known.isEmpty() ? null : known.get(file.toAbsolutePath().normalize());
	}

	private static Keywords corrected(Keywords keywords, List<HeaderCorrection> corrections) {
		if (corrections.isEmpty()) {
			return keywords;
		}
		var values = new LinkedHashMap<>(keywords.values());
		for (HeaderCorrection correction : corrections) {
			correction.value().ifPresentOrElse(value -> values.put(correction.keyword(), value),
					() -> values.remove(correction.keyword()));
		}
		return new Keywords(values);
	}
}
