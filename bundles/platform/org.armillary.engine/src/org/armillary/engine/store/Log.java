package org.armillary.engine.store;

/** What is logged of troubles that the store overcomes by itself: a line for everybody, the exception for experts. */
final class Log {

	private Log() {
	}

	/** A trouble that costs time or safety. */
	static void warn(Class<?> where, String what) {
		System.getLogger(where.getName()).log(System.Logger.Level.WARNING, what);
	}

	/** A trouble that costs time or safety, with the exception that tells of it. */
	static void warn(Class<?> where, String what, Throwable why) {
		warn(where, what + " (" + why.getMessage() + ")");
		note(where, what, why);
	}

	/** A trouble that is as good as none, such as another process having been faster. */
	static void note(Class<?> where, String what, Throwable why) {
		System.getLogger(where.getName()).log(System.Logger.Level.DEBUG, what, why);
	}
}
