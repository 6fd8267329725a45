// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame.h"

#include <QObject>
#include <QThread>

namespace sotto::app {

/// The session's end of the channel: standard input and output.
///
/// Reading blocks on a thread of its own, because no event loop can wait for a pipe on
/// every system. When the station dies the channel ends, and the session must end too.
/// UI thread.
class StationLink final : public QObject {
    Q_OBJECT
public:
    explicit StationLink(QObject* parent = nullptr);
    ~StationLink() override;

    void start();
    void send(const Frame& frame);

Q_SIGNALS:
    void arrived();  ///< take() has something
    void ended();    ///< the station is gone, or broke the grammar

public:
    std::optional<Frame> take() { return m_reader.next(); }

private:
    void feed(SecretBytes bytes);

    QThread* m_thread = nullptr;
    FrameReader m_reader;
};

}  // namespace sotto::app
