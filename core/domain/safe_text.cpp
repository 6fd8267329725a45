// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/safe_text.h"

#include <QStringView>

namespace sotto {
namespace {

constexpr int kMaxMarks = 8;    // combining marks for one base (hostile.md G5)
constexpr int kMaxJoined = 10;  // zero-width joiners in one emoji chain (G12)
constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kReplacement = 0xFFFD;
constexpr char16_t kFirstStrongIsolate = 0x2068;
constexpr char16_t kPopIsolate = 0x2069;

qsizetype limitOf(SafeText::Kind kind)
{
    switch (kind) {
    case SafeText::Kind::Name:
        return 128;
    case SafeText::Kind::Line:
        return 256;
    case SafeText::Kind::Body:
        return 16384;
    }
    return 0;
}

bool isBidiControl(char32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
        c == 0x200F || c == 0x061C;
}

/// A person sees that something was there: ⟦LRE⟧-like marks would be jargon, so one sign.
constexpr char32_t kBidiMark = 0x2B0D;  // up down black arrow

bool isMark(QChar::Category category)
{
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

class Sanitiser {
public:
    explicit Sanitiser(SafeText::Kind kind) : m_kind(kind) { }

    void take(char32_t c)
    {
        if (c == U'\n' || c == U'\t' || c == U'\r') {
            takeSpace(c);
            return;
        }
        const auto category = QChar::category(c);
        if (isMark(category)) {
            if (++m_marks <= kMaxMarks)
                append(c);
            return;
        }
        if (c == kJoiner) {
            if (++m_joined <= kMaxJoined)
                append(c);
            return;
        }
        m_marks = 0;
        if (category == QChar::Symbol_Other || category == QChar::Symbol_Modifier) {
            append(c);
            return;
        }
        m_joined = 0;
        appendOrReplace(c, category);
    }

    QString text;

private:
    void takeSpace(char32_t c)
    {
        m_marks = 0;
        m_joined = 0;
        if (m_kind != SafeText::Kind::Body)
            append(U' ');
        else if (c != U'\r')
            append(c);
    }

    void appendOrReplace(char32_t c, QChar::Category category)
    {
        if (isBidiControl(c)) {
            append(kBidiMark);
        } else if (category == QChar::Separator_Line || category == QChar::Separator_Paragraph) {
            append(m_kind == SafeText::Kind::Body ? U'\n' : U' ');
        } else if (category == QChar::Other_Control || category == QChar::Other_Format) {
            // removed: invisible, and able to change what stands around it
        } else if (category == QChar::Other_Surrogate || category == QChar::Other_NotAssigned ||
                   category == QChar::Other_PrivateUse) {
            append(kReplacement);
        } else {
            append(c);
        }
    }

    void append(char32_t c)
    {
        if (QChar::requiresSurrogates(c)) {
            text += QChar(QChar::highSurrogate(c));
            text += QChar(QChar::lowSurrogate(c));
        } else {
            text += QChar(static_cast<char16_t>(c));
        }
    }

    SafeText::Kind m_kind;
    int m_marks = 0;
    int m_joined = 0;
};

}  // namespace

SafeText SafeText::fromUtf8(std::string_view utf8, Kind kind)
{
    // Four bytes for a character at most, and as much again for what is removed.
    const auto most = static_cast<std::size_t>(limitOf(kind)) * 8;
    auto part = utf8.substr(0, most);
    while (part.size() < utf8.size() && !part.empty() &&
           (static_cast<unsigned char>(utf8[part.size()]) & 0xC0U) == 0x80U)
        part.remove_suffix(1);  // never in the middle of a character
    auto safe =
        fromQString(QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size())), kind);
    safe.m_wasCut = safe.m_wasCut || part.size() < utf8.size();
    return safe;
}

SafeText SafeText::fromQString(const QString& text, Kind kind)
{
    const auto limit = limitOf(kind);
    Sanitiser sanitiser(kind);
    SafeText safe;
    qsizetype at = 0;
    while (at < text.size()) {
        if (sanitiser.text.size() >= limit) {
            safe.m_wasCut = true;
            break;
        }
        char32_t c = text.at(at).unicode();
        if (QChar::isHighSurrogate(c) && at + 1 < text.size() && text.at(at + 1).isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text.at(at), text.at(at + 1));
            ++at;
        }
        ++at;
        sanitiser.take(c);
    }
    safe.m_text = std::move(sanitiser.text);
    if (kind != Kind::Body)
        safe.m_text = safe.m_text.trimmed();
    return safe;
}

QString SafeText::isolated() const
{
    return QChar(kFirstStrongIsolate) + m_text + QChar(kPopIsolate);
}

}  // namespace sotto
