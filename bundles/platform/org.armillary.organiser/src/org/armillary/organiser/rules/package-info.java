/**
 * Rules by which files are classified, grouped and associated, and corrections of headers: immutable models and the readers of
 * their text, {@code *.rules.yaml} and {@code *.overlay.yaml}. docs/rules.md describes the language.
 */
@NullMarked
package org.armillary.organiser.rules;

import org.jspecify.annotations.NullMarked;
