package org.armillary.testkit;

import java.util.ResourceBundle;

import org.jspecify.annotations.Nullable;

/** Takes what an actor logs and shows it to nobody, so that tests print nothing. */
enum QuietLogger implements System.Logger {

	INSTANCE;

	@Override
	public String getName() {
		return "actor";
	}

	@Override
	public boolean isLoggable(Level level) {
		return true;
	}

	@Override
	public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String message,
			@Nullable Throwable thrown) {
		// nobody listens
	}

	@Override
	public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format,
			@Nullable Object... arguments) {
		// nobody listens
	}
}
