package org.armillary.engine.store;

import java.util.Collection;
import java.util.stream.Stream;

import org.armillary.engine.JobKey;
import org.armillary.engine.KeyPart;

/** Hashes of 63 bits by which rows of the index are found; whoever reads a row compares what matters in full. */
final class Hashes {

	private Hashes() {
	}

	/** Mixes a number into a hash; the multiplier is that of SplitMix64. */
	private static long mix(long hash, long number) {
		long mixed = (hash ^ number) * 0xbf58476d1ce4e5b9L;
		return mixed ^ mixed >>> 29;
	}

	/** Of some texts. */
	static long of(Stream<String> texts) {
		long hash = 0;
		for (String text : (Iterable<String>) texts::iterator) {
			hash = mix(hash, text.length());
			for (int i = 0; i < text.length(); i++) {
				hash = mix(hash, text.charAt(i));
			}
		}
		return hash >>> 1;
	}

	/** Of a file and the extensions of it that count. */
	static long of(FileIdentity file, long selection) {
		return mix(mix(mix(mix(mix(selection, file.device()), file.inode()), file.size()), file.modified()),
				file.changed()) >>> 1;
	}

	/** Of a cache key. */
	static long ofKey(String key) {
		return Long.parseUnsignedLong(key.substring(0, 16), 16) >>> 1;
	}

	/** Of an actor. */
	static long actor(String actor) {
		return of(Stream.of(actor));
	}

	/** Of the actor of a key. */
	static long actor(JobKey key) {
		return actor(actorOf(key));
	}

	private static String actorOf(JobKey key) {
		return key.parts().stream().filter(part -> part.kind() == KeyPart.Kind.ACTOR).map(KeyPart::value).findFirst()
				.orElse("");
	}

	/** Of the actor and of all inputs. */
	static long inputs(JobKey key) {
		return of(key.parts().stream()
				.filter(part -> part.kind() == KeyPart.Kind.INPUT || part.kind() == KeyPart.Kind.ACTOR)
				.flatMap(part -> Stream.of(part.name(), part.value())));
	}

	/** Of a job and of all that decides its result but the inputs. */
	static long settings(JobKey key, String job) {
		return of(Stream.concat(Stream.of(job), key.parts().stream().filter(part -> part.kind() != KeyPart.Kind.INPUT)
				.flatMap(part -> Stream.of(part.kind().name(), part.name(), part.value()))));
	}

	/** Of all that decides a result but the inputs. */
	static long settings(Collection<KeyPart> parts) {
		return of(parts.stream().filter(part -> part.kind() != KeyPart.Kind.INPUT)
				.flatMap(part -> Stream.of(part.kind().name(), part.name(), part.value())));
	}

	/** Of an actor and a job. */
	static long label(JobKey key, String job) {
		return of(Stream.of(actorOf(key), job));
	}
}
