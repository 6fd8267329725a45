// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fake_relay.h"

#include <QLocalServer>

namespace sotto::test {

/// The fake relay for processes: each connection to a local socket is a client's.
class RelayServer final : public QObject {
public:
    RelayServer(Time time, const QString& socket);

    FakeRelay relay;

private:
    void accept();

    QLocalServer m_server;
};

}  // namespace sotto::test
