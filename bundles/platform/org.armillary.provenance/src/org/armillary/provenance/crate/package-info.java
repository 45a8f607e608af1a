/**
 * A run to carry away: research object crates (RO-Crate 1.1) with products, provenance in the terms of schema.org and
 * W3C PROV, and all that is needed to run it again on another machine.
 */
@NullMarked
package org.armillary.provenance.crate;

import org.jspecify.annotations.NullMarked;
