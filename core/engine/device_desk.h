// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/comparison.h"
#include "core/api/problem.h"
#include "core/engine/device_removal.h"

#include <QObject>

namespace sotto::engine {

/// What the Devices page asks besides trust (TrustDesk): what is compared, the own label, the
/// removal of an own device; and keeps on disk who may remove this one. Engine thread only.
class DeviceDesk final : public QObject {
    Q_OBJECT
public:
    DeviceDesk(VaultContext& context, RelayLink& link, KeyPublisher& keys, PeerDevices& devices);

    DeviceRemoval& removal() { return m_removal; }

    /// Answers comparisonReady; nothing if there is no key to compare.
    void openComparison(const omemo::DeviceAddress& device);
    /// Answers codeChecked. Decides nothing.
    void checkCode(const omemo::DeviceAddress& device, const QString& code);
    /// Published as soon as the relay is there.
    void rename(const QString& label);

    /// Whoever may remove this device is written down; only what changed.
    void noteKin();

Q_SIGNALS:
    void comparisonReady(sotto::ComparisonSnapshot comparison);
    void codeChecked(sotto::CodeCheck check);
    void problem(sotto::ProblemKind kind);

private:
    VaultContext& m_context;
    KeyPublisher& m_keys;
    DeviceRemoval m_removal;
};

}  // namespace sotto::engine
