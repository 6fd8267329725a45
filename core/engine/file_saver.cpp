// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/file_saver.h"

namespace sotto::engine {
namespace {

constexpr int kPiecesEachTurn = 8;

}  // namespace

FileSaver::FileSaver(store::VaultFileReader reader, const QString& path, Scheduler& scheduler)
    : m_reader(std::move(reader)),
      m_file(path),
      m_scheduler(scheduler)
{
}

FileSaver::~FileSaver()
{
    if (m_isPartial)
        m_file.remove();
}

void FileSaver::start()
{
    m_turn = m_scheduler.after(std::chrono::milliseconds{0}, [this] { turn(); });
}

void FileSaver::turn()
{
    if (!m_isPartial) {
        m_isPartial = m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                                  QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        if (!m_isPartial) {
            finish(Error{Errc::Denied, "the place does not take it"});
            return;
        }
    }
    const auto atEnd = copySome();
    if (!atEnd)
        finish(atEnd.error());
    else if (*atEnd)
        finish(Done{});
    else
        start();
}

void FileSaver::finish(const Result<Done>& how)
{
    if (!how && std::exchange(m_isPartial, false))
        m_file.remove();
    m_isPartial = false;
    Q_EMIT finished(how);
}

/// True: that was all.
Result<bool> FileSaver::copySome()
{
    const auto refused = [this] {
        const bool full = m_file.error() == QFileDevice::ResourceError;
        return Error{full ? Errc::StorageFull : Errc::Denied, "the place does not take it"};
    };
    for (int i = 0; i < kPiecesEachTurn; ++i) {
        SOTTO_TRY_ASSIGN(const auto piece, m_reader.next());
        if (piece.empty()) {
            if (!m_file.flush())
                return refused();
            m_file.close();
            return true;
        }
        const auto size = static_cast<qint64>(piece.size());
        if (m_file.write(reinterpret_cast<const char*>(piece.data()), size) != size)
            return refused();
    }
    return false;
}

}  // namespace sotto::engine
