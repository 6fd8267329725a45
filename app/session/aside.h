// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace sotto::app {

/// A thread of low priority for work that reads files and must not hold up the screen: one piece
/// after another. The answer comes on the thread of this object. The destructor waits for the
/// piece that is at work; what it refers to must outlive this.
class Aside final : public QObject {
    Q_OBJECT
public:
    Aside() : m_worker(new QObject)
    {
        m_worker->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread.start(QThread::LowPriority);
    }

    ~Aside() override
    {
        m_thread.quit();
        m_thread.wait();
    }

    template <class T>
    Task<T> run(std::function<Result<T>()> work)
    {
        auto promise = std::make_shared<Promise<T>>();
        auto task = promise->task();
        const auto step = [this, promise, work = std::move(work)]() mutable {
            auto answer = std::make_shared<Result<T>>(work());
            const auto tell = [promise = std::move(promise), answer] {
                promise->finish(std::move(*answer));
            };
            QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
        };
        QMetaObject::invokeMethod(m_worker, step, Qt::QueuedConnection);
        return task;
    }

private:
    QThread m_thread;
    QObject* m_worker;  ///< lives and dies on m_thread
};

}  // namespace sotto::app
