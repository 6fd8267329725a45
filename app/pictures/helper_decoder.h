// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pictures/picture_frame.h"
#include "core/base/clock.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

#include <deque>
#include <functional>
#include <optional>

namespace sotto::app {

/// Has pictures decoded by a process of their own, one at a time and a fresh one for each,
/// and believes nothing that it says. UI thread.
class HelperDecoder final : public QObject, public PictureDecoder {
    Q_OBJECT
public:
    /// `program` with `arguments` runs runPictureDecoder().
    HelperDecoder(QString program, QStringList arguments, Time time, QObject* parent = nullptr);
    ~HelperDecoder() override;

    Task<Picture> decode(QByteArray bytes, int mostSide) override;
    Task<QString> readCode(QByteArray bytes) override;

private:
    struct Answer {
        DecodeAnswer head;
        QByteArray body;
    };

    struct Request {
        QByteArray bytes;
        int mostSide = 0;
        std::function<void(Result<Answer>)> answered;
    };

    void ask(Request request);
    void startNext();
    void read();
    Result<Answer> answer() const;
    void finish(Result<Answer> result);

    QString m_program;
    QStringList m_arguments;
    Time m_time;
    std::deque<Request> m_requests;  ///< the first one is in work while there is a process
    QProcess* m_process = nullptr;
    QByteArray m_answer;
    std::optional<DecodeAnswer> m_head;
    Scheduler::HandlePtr m_deadline;
};

}  // namespace sotto::app
