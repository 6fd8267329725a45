// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/domain/order.h"

#include <QByteArray>

#include <cstdint>
#include <string>

namespace sotto::engine {

/// An order with what became of it. Names are as the directory has them; times 0: not yet.
struct OrderRecord {
    OrderWords words;
    Bytes signature;
    std::string authorName;
    std::string recipientName;
    std::int64_t readBackAtMs = 0;
    std::int64_t enteredAtMs = 0;
    std::int64_t cancelledAtMs = 0;
};

/// As a FHIR R4 bundle (hl7.org/fhir/R4): a ServiceRequest and the Provenance with its signature.
/// JSON in UTF-8, with a line end.
QByteArray orderBundle(const OrderRecord& record);

}  // namespace sotto::engine
