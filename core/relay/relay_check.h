// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What `sottoctl relay check` prints: design.md, section 4, feature by feature.

#include "core/base/task.h"
#include "core/relay/login_types.h"

#include <string>
#include <vector>

namespace sotto::relay {

class RelayStream;

struct CheckLine {
    enum class Need : std::uint8_t { Required, Preferred };
    enum class Verdict : std::uint8_t { Pass, Degraded, Fail };
    std::string feature;  ///< "XEP-0313 message archive"
    Need need = Need::Required;
    Verdict verdict = Verdict::Fail;
    std::string meaning;  ///< one plain sentence: what it means for the clinic
};

/// Asks a relay, over a stream that is online, what it can do. Answers once; a question that
/// the relay does not answer counts as a missing feature. Errors: Network (stream ended).
class RelayCheck : public QObject {
    Q_OBJECT

public:
    RelayCheck(RelayStream& stream, OnlineInfo login, QObject* parent = nullptr);
    ~RelayCheck() override;

    Task<std::vector<CheckLine>> run();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace sotto::relay
