// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/client.h"  // for the meta-object of the abstract door
