/**
 * Least squares with errors: linear fits, polynomials, normal equations by Cholesky's method,
 * Levenberg–Marquardt with bounds, and the profiles of lines and sources. Data that cannot be fitted give a result that
 * says so; nothing here throws because of the values it is given, only because of arguments that do not fit together.
 */
@NullMarked
package org.armillary.numerics.fitting;

import org.jspecify.annotations.NullMarked;
