/** What the image and the manifests for Kubernetes say, held against schemas and against the program. */
@NullMarked
package org.compatserver.deployment;

import org.jspecify.annotations.NullMarked;
