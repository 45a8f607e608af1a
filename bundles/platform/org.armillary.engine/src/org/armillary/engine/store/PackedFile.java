package org.armillary.engine.store;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.ProductDescription;
import org.armillary.engine.FileFacts;

/** What the index remembers of files: digests and facts. */
final class PackedFile {

	private static final int DIGEST_BYTES = 32;

	private PackedFile() {
	}

	/** Packs the digest of a file. */
	static byte[] pack(FileIdentity file, long selection, String digest) {
		return new Packer().file(file).number(selection).hex(digest).seal();
	}

	/** The digest of a file; empty where the bytes speak of another one. */
	static Optional<String> digest(byte[] packed, FileIdentity file, long selection) {
		var bytes = new Unpacker(packed);
		return bytes.file().equals(file) && bytes.number() == selection ? Optional.of(bytes.hex(DIGEST_BYTES))
				: Optional.empty();
	}

	/** Packs the facts of a file. */
	static byte[] pack(FileIdentity file, FileFacts facts) {
		Packer bytes = new Packer().file(file).number(facts.bytes()).number(facts.payloads().size());
		facts.payloads().stream().sorted().forEach(payload -> bytes.text(payload.name()));
		description(bytes, facts.description());
		return bytes.seal();
	}

	/** The facts of a file; empty where the bytes speak of another one. */
	static Optional<FileFacts> facts(byte[] packed, FileIdentity file) {
		var bytes = new Unpacker(packed);
		if (!bytes.file().equals(file)) {
			return Optional.empty();
		}
		long size = bytes.number();
		var payloads = EnumSet.noneOf(Payload.class);
		for (int left = bytes.count(); left > 0; left--) {
			payloads.add(Payload.valueOf(bytes.text()));
		}
		return Optional.of(new FileFacts(description(bytes), payloads, size));
	}

	/** Packs a category and keywords. */
	static void description(Packer bytes, ProductDescription description) {
		bytes.text(description.category()).number(description.keywords().values().size());
		description.keywords().values().forEach((name, value) -> {
			bytes.text(name);
			switch (value) {
			case String text -> bytes.number(0).text(text);
			case Long number -> bytes.number(1).number(number);
			case Double number -> bytes.number(2).real(number);
			case Boolean flag -> bytes.number(flag ? 4 : 3);
			default -> throw new IllegalStateException(name + " has a value of " + value.getClass());
			}
		});
	}

	/** Unpacks a category and keywords. */
	static ProductDescription description(Unpacker bytes) {
		String category = bytes.text();
		int count = bytes.count();
		var values = LinkedHashMap.<String, Object>newLinkedHashMap(count);
		for (int i = 0; i < count; i++) {
			String name = bytes.text();
			values.put(name, switch (bytes.count()) {
			case 0 -> bytes.text();
			case 1 -> bytes.number();
			case 2 -> bytes.real();
			case 3 -> false;
			default -> true;
			});
		}
		return new ProductDescription(category, new Keywords(values));
	}

	/** Unpacks a category and of the keywords only one, if it is there. */
	static ProductDescription description(Unpacker bytes, String keyword) {
		String category = bytes.text();
		Keywords kept = Keywords.NONE;
		for (int left = bytes.count(); left > 0; left--) {
			boolean isAsked = bytes.text().equals(keyword);
			int kind = bytes.count();
			if (isAsked && kind <= 2) {
				kept = new Keywords(Map.of(keyword, switch (kind) {
				case 0 -> bytes.text();
				case 1 -> bytes.number();
				default -> bytes.real();
				}));
			} else {
				switch (kind) {
				case 0 -> bytes.skipText();
				case 1 -> bytes.number();
				case 2 -> bytes.skipReal();
				default -> {
					// a flag has no more bytes
				}
				}
			}
		}
		return new ProductDescription(category, kept);
	}

	/** Packs identities. */
	static void files(Packer bytes, List<FileIdentity> files) {
		bytes.number(files.size());
		files.forEach(bytes::file);
	}

	/** Unpacks identities. */
	static List<FileIdentity> files(Unpacker bytes) {
		var files = new ArrayList<FileIdentity>();
		for (int left = bytes.count(); left > 0; left--) {
			files.add(bytes.file());
		}
		return files;
	}
}
