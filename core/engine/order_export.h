// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/engine/directory.h"
#include "core/engine/file_rules.h"
#include "core/engine/order_fhir.h"
#include "core/engine/vault_context.h"

#include <QString>

#include <optional>

namespace sotto::engine {

/// Takes an order out of Sotto, so that it can be filed in the record. Engine thread only.
class OrderExport {
public:
    /// `mayExport`: export.fhir.
    OrderExport(VaultContext& context, Directory& directory, FileRules rules, bool mayExport);

    /// Writes a new file at `path`, never over another one: the order as a FHIR R4 bundle. It is
    /// in the activity log before. No value: it is there.
    std::optional<ProblemKind> save(MessageId id, const QString& path, const QString& reason);

private:
    Result<std::optional<OrderRecord>> recordOf(MessageId id) const;

    VaultContext& m_context;
    Directory& m_directory;
    FileRules m_rules;
    bool m_mayExport;
};

}  // namespace sotto::engine
