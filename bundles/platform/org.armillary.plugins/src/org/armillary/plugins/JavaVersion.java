package org.armillary.plugins;

import org.armillary.actor.message.Message;

/** Class file versions and the Java releases they belong to: 69 is Java 25. */
final class JavaVersion {

	/** Class file version of a release, minus the release; true since Java 1.1. */
	private static final int OFFSET = 44;

	private JavaVersion() {
	}

	/** Whether this Java refuses class files of this version. */
	static boolean isTooNew(int classFileVersion) {
		return classFileVersion - OFFSET > Runtime.version().feature();
	}

	/** What is told about class files that are too new. */
	static Message tooNew(String subject, int classFileVersion) {
		return PluginMessage.JAVA_VERSION.with(subject, classFileVersion - OFFSET, classFileVersion,
				Runtime.version().feature());
	}

	/** What is told about a bundle that asks for a newer release. */
	static Message tooNewRelease(String subject, int release) {
		return tooNew(subject, release + OFFSET);
	}
}
