/** Where slitlets lie on the detectors: edges found, traced, moved, written and read (Davies et al. 2013, section 2). */
@org.jspecify.annotations.NullMarked
package org.armillary.kmos.slitlet;
