package org.armillary.engine.store;

/**
 * What is logged for experts of troubles that the store overcomes by itself. What users should know of them they learn
 * as {@link Store#troubles messages}.
 */
final class Log {

	private Log() {
	}

	/** A trouble that costs time or safety. */
	static void warn(Class<?> where, String what) {
		System.getLogger(where.getName()).log(System.Logger.Level.DEBUG, what);
	}

	/** A trouble that costs time or safety, with the exception that tells of it. */
	static void warn(Class<?> where, String what, Throwable why) {
		note(where, what, why);
	}

	/** A trouble that is as good as none, such as another process having been faster. */
	static void note(Class<?> where, String what, Throwable why) {
		System.getLogger(where.getName()).log(System.Logger.Level.DEBUG, what, why);
	}
}
