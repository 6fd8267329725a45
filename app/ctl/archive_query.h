// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose.h"
#include "app/frame.h"
#include "core/engine/archive_export.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <string>

namespace sotto::app {

/// What an administrator asks the clinic's archive.
struct ArchiveQuery {
    enum class What : std::uint8_t { Status, Search, Export };

    What what = What::Status;
    std::string words{};   ///< of a search
    std::string reason{};  ///< of an export: one of kExportReasons
    engine::ArchiveFormat format = engine::ArchiveFormat::Lines;
    engine::ArchiveFilter filter{};
};

void addQuery(Frame& frame, const ArchiveQuery& query);
/// No value: it was not written by addQuery().
std::optional<ArchiveQuery> queryOf(const Frame& frame, std::size_t firstField);

/// Records that the archive is about to be read, before anything of it leaves: a search as a look,
/// an export with its reason. No value: it is on the disk. Else why nothing may leave, in words.
std::optional<std::string> admit(const ArchiveQuery& query, const Surroundings& surroundings,
                                 const QString& address, Time time);

/// The answer to one question, piece by piece, so that the archive can go on keeping meanwhile.
/// Engine thread only.
class ArchiveAnswer {
public:
    ArchiveAnswer(ArchiveQuery query, WallTime now);

    /// The next bytes, which may be none; no value: that was all. Errors: Storage.
    Result<std::optional<QByteArray>> next(engine::ArchiveReader& reader);

    std::int64_t count() const { return m_count; }  ///< messages so far

    /// 1 for a search that found nothing.
    int exitCode() const;
    /// To the person, beside the answer; may be empty.
    std::string words() const;

private:
    Result<QByteArray> status(engine::ArchiveReader& reader);
    Result<QByteArray> search(engine::ArchiveReader& reader);
    Result<QByteArray> more(engine::ArchiveReader& reader);

    ArchiveQuery m_query;
    engine::ArchiveWriter m_writer;
    MessageId m_at{};
    std::int64_t m_count = 0;
    bool m_isDone = false;
};

}  // namespace sotto::app
