// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/line_reader.h"

#include "core/audit/audit_folder.h"
#include "core/audit/record.h"

#include <array>
#include <fstream>
#include <string>

namespace sotto::audit {
namespace {

class Cutter {
public:
    explicit Cutter(const std::function<bool(std::string_view, LineEnd)>& each) : m_each(each) { }

    bool isWanted() const { return m_isWanted; }

    void take(std::string_view piece)
    {
        for (auto end = piece.find('\n'); end != piece.npos && m_isWanted; end = piece.find('\n')) {
            add(piece.substr(0, end));
            if (!m_isTooLong && m_isWanted)
                m_isWanted = m_each(m_line, LineEnd::Whole);
            m_line.clear();
            m_isTooLong = false;
            piece.remove_prefix(end + 1);
        }
        if (m_isWanted)
            add(piece);
    }

    void finish()
    {
        if (!m_line.empty() && m_isWanted && !m_isTooLong)
            m_each(m_line, LineEnd::Half);
    }

private:
    void add(std::string_view text)
    {
        if (m_isTooLong)
            return;
        m_line += text;
        if (m_line.size() <= kMaxLineBytes)
            return;
        m_isTooLong = true;
        m_isWanted = m_each(m_line, LineEnd::TooLong);
        m_line.clear();
    }

    const std::function<bool(std::string_view, LineEnd)>& m_each;
    std::string m_line;
    bool m_isTooLong = false, m_isWanted = true;
};

}  // namespace

bool forEachLine(const std::filesystem::path& file,
                 const std::function<bool(std::string_view, LineEnd)>& each)
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream)
        return false;
    std::array<char, 1 << 16> piece{};
    Cutter cutter{each};
    while (stream && cutter.isWanted()) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        cutter.take({piece.data(), static_cast<std::size_t>(stream.gcount())});
    }
    cutter.finish();
    return !stream.bad();
}

Result<Done> forEachLogLine(const std::filesystem::path& folder,
                            const std::function<bool(std::string_view, LineEnd)>& each)
{
    SOTTO_TRY_ASSIGN(const auto segments, listSegments(folder));
    for (const auto number : segments)
        if (!forEachLine(folder / segmentName(number), each))
            return Error{Errc::Storage, "audit segment"};
    return Done{};
}

}  // namespace sotto::audit
