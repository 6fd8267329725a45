// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/file_intake.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr std::int64_t kEachTurn = std::int64_t{512} * 1024;

}  // namespace

FileIntake::FileIntake(std::unique_ptr<QIODevice> source, std::vector<FilePart> parts,
                       FileKind kind, store::VaultFileWriter writer, Scheduler& scheduler)
    : m_source(std::move(source)),
      m_parts(std::move(parts)),
      m_kind(kind),
      m_writer(std::move(writer)),
      m_scheduler(scheduler)
{
}

FileIntake::~FileIntake() = default;

void FileIntake::start()
{
    m_turn = m_scheduler.after(std::chrono::milliseconds{0}, [this] { turn(); });
}

void FileIntake::turn()
{
    const auto atEnd = copySome();
    if (!atEnd) {
        finish(atEnd.error());
        return;
    }
    if (!*atEnd) {
        start();
        return;
    }
    auto file = m_writer->finish();
    if (!file) {
        finish(file.error());
        return;
    }
    m_taken = Taken{*std::move(file), m_kind, m_size, m_hash.finish()};
    finish(Done{});
}

void FileIntake::finish(const Result<Done>& how)
{
    m_writer.reset();  // removes what was not finished
    Q_EMIT finished(how);
}

Result<Done> FileIntake::put(ByteView bytes)
{
    m_hash.update(bytes);
    m_size += static_cast<std::int64_t>(bytes.size());
    return m_writer->write(bytes);
}

/// True: that was all.
Result<bool> FileIntake::copySome()
{
    for (std::int64_t left = kEachTurn; left > 0 && m_part < m_parts.size();) {
        const auto& part = m_parts[m_part];
        if (!part.own.empty()) {
            SOTTO_TRY(put(part.own));
            ++m_part;
            continue;
        }
        const auto size = std::min(left, part.size - m_at);
        if (!m_source->seek(part.offset + m_at))
            return Error{Errc::Malformed, "the file to send changed"};
        const auto bytes = m_source->read(size);
        if (bytes.size() != size)
            return Error{Errc::Malformed, "the file to send changed"};
        SOTTO_TRY(put(viewOf({bytes.data(), static_cast<std::size_t>(bytes.size())})));
        left -= size;
        m_at += size;
        if (m_at == part.size) {
            ++m_part;
            m_at = 0;
        }
    }
    return m_part == m_parts.size();
}

}  // namespace sotto::engine
