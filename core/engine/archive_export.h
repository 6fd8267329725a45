// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/engine/archive_reader.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string_view>

namespace sotto::engine {

enum class ArchiveFormat : std::uint8_t {
    Lines,  ///< JSON, one message a line
    Csv,    ///< RFC 4180; what a spreadsheet would take for a formula is text
    Fhir,   ///< R4, a collection Bundle of Communication
};

std::optional<ArchiveFormat> archiveFormatFromName(std::string_view name);  ///< "json"
std::string_view toName(ArchiveFormat format);

/// Archived messages as bytes of a file, one after another. Any thread, one at a time.
class ArchiveWriter {
public:
    ArchiveWriter(ArchiveFormat format, WallTime now);

    QByteArray add(const ArchivedMessage& message);
    QByteArray end();  ///< once, after the last

    std::int64_t count() const { return m_count; }

private:
    QByteArray head() const;

    ArchiveFormat m_format;
    WallTime m_now;
    std::int64_t m_count = 0;
};

}  // namespace sotto::engine
