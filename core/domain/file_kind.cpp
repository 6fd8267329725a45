// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/file_kind.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace sotto {
namespace {

using namespace std::string_view_literals;

constexpr std::array kStarts{
    std::pair{"\x89PNG\r\n\x1a\n"sv, FileKind::Png},
    std::pair{"\xff\xd8\xff"sv, FileKind::Jpeg},
    std::pair{"%PDF-"sv, FileKind::Pdf},
    std::pair{"MZ"sv, FileKind::Program},
    std::pair{"\x7f"
              "ELF"sv,
              FileKind::Program},
    std::pair{"#!"sv, FileKind::Program},
    std::pair{"\xfe\xed\xfa\xce"sv, FileKind::Program},  // Mach-O
    std::pair{"\xfe\xed\xfa\xcf"sv, FileKind::Program},
    std::pair{"\xce\xfa\xed\xfe"sv, FileKind::Program},
    std::pair{"\xcf\xfa\xed\xfe"sv, FileKind::Program},
    std::pair{"\xca\xfe\xba\xbe"sv, FileKind::Program},
};

constexpr std::array kEndings{
    std::pair{"png"sv, FileKind::Png},   std::pair{"jpg"sv, FileKind::Jpeg},
    std::pair{"jpeg"sv, FileKind::Jpeg}, std::pair{"pdf"sv, FileKind::Pdf},
    std::pair{"txt"sv, FileKind::Text},
};

/// What runs, installs, is a shortcut, or carries a program inside: as mail programs refuse it.
constexpr std::array kDangerous{
    "action"sv,
    "ade"sv,
    "adp"sv,
    "apk"sv,
    "app"sv,
    "appimage"sv,
    "application"sv,
    "appref-ms"sv,
    "appx"sv,
    "asp"sv,
    "bas"sv,
    "bash"sv,
    "bat"sv,
    "bin"sv,
    "chm"sv,
    "class"sv,
    "cmd"sv,
    "com"sv,
    "command"sv,
    "cpl"sv,
    "crx"sv,
    "csh"sv,
    "deb"sv,
    "desktop"sv,
    "diagcab"sv,
    "dll"sv,
    "dmg"sv,
    "docm"sv,
    "dotm"sv,
    "exe"sv,
    "fish"sv,
    "gadget"sv,
    "hta"sv,
    "htm"sv,
    "html"sv,
    "img"sv,
    "inf"sv,
    "ins"sv,
    "iso"sv,
    "isp"sv,
    "jar"sv,
    "jnlp"sv,
    "js"sv,
    "jse"sv,
    "ksh"sv,
    "lnk"sv,
    "mde"sv,
    "mht"sv,
    "mhtml"sv,
    "msc"sv,
    "msh"sv,
    "msi"sv,
    "msix"sv,
    "msp"sv,
    "mst"sv,
    "ocx"sv,
    "one"sv,
    "pif"sv,
    "pkg"sv,
    "pl"sv,
    "potm"sv,
    "ppam"sv,
    "ppsm"sv,
    "pptm"sv,
    "ps1"sv,
    "psm1"sv,
    "py"sv,
    "pyc"sv,
    "rb"sv,
    "reg"sv,
    "rpm"sv,
    "run"sv,
    "scf"sv,
    "scpt"sv,
    "scr"sv,
    "sct"sv,
    "settingcontent-ms"sv,
    "sh"sv,
    "shb"sv,
    "shs"sv,
    "sldm"sv,
    "svg"sv,
    "svgz"sv,
    "swf"sv,
    "sys"sv,
    "url"sv,
    "vb"sv,
    "vbe"sv,
    "vbs"sv,
    "vhd"sv,
    "vhdx"sv,
    "webloc"sv,
    "workflow"sv,
    "ws"sv,
    "wsc"sv,
    "wsf"sv,
    "wsh"sv,
    "xbap"sv,
    "xhtml"sv,
    "xlam"sv,
    "xll"sv,
    "xlsm"sv,
    "xltm"sv,
    "zsh"sv,
};

constexpr std::array kMediaTypes{
    std::pair{FileKind::Png, "image/png"sv},
    std::pair{FileKind::Jpeg, "image/jpeg"sv},
    std::pair{FileKind::Pdf, "application/pdf"sv},
    std::pair{FileKind::Text, "text/plain"sv},
};

/// In small letters; empty: none.
std::string endingOf(std::string_view name)
{
    const auto dot = name.rfind('.');
    std::string ending{dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1)};
    std::ranges::transform(ending, ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return ending;
}

/// How many bytes the character has that begins with this one; 0: none begins so.
std::size_t lengthOf(std::uint8_t lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

bool isTextByte(std::uint8_t byte)
{
    return byte >= 0x20 ? byte != 0x7F : byte == '\n' || byte == '\r' || byte == '\t';
}

bool isText(ByteView bytes, bool isAll)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const auto length = lengthOf(bytes[at]);
        if (length == 0 || !isTextByte(bytes[at]))
            return false;
        if (at + length > bytes.size())
            return !isAll;
        const auto rest = bytes.subspan(at + 1, length - 1);
        if (!std::ranges::all_of(rest, [](std::uint8_t byte) { return (byte & 0xC0) == 0x80; }))
            return false;
        at += length;
    }
    return !bytes.empty();
}

}  // namespace

FileKind kindOf(ByteView firstBytes, bool isAll)
{
    const auto text = textOf(firstBytes);
    for (const auto& [start, kind] : kStarts)
        if (text.starts_with(start))
            return kind;
    return isText(firstBytes, isAll) ? FileKind::Text : FileKind::Other;
}

FileKind kindNamed(std::string_view name)
{
    const auto ending = endingOf(name);
    const auto known = std::ranges::find(kEndings, ending, &decltype(kEndings)::value_type::first);
    return known == kEndings.end() ? FileKind::Other : known->second;
}

bool isDangerous(std::string_view name, FileKind kind)
{
    return kind == FileKind::Program ||
        std::ranges::find(kDangerous, endingOf(name)) != kDangerous.end();
}

bool isOfType(std::string_view type, std::string_view name, FileKind kind)
{
    if (type == "images")
        return kind == FileKind::Png || kind == FileKind::Jpeg;
    if (kindNamed("." + std::string{type}) != FileKind::Other)
        return kind == kindNamed("." + std::string{type});
    return endingOf(name) == type && !isDangerous(name, kind);
}

std::string_view mediaTypeOf(FileKind kind)
{
    const auto known =
        std::ranges::find(kMediaTypes, kind, &decltype(kMediaTypes)::value_type::first);
    return known == kMediaTypes.end() ? "application/octet-stream" : known->second;
}

FileKind kindOfMediaType(std::string_view mediaType)
{
    const auto known =
        std::ranges::find(kMediaTypes, mediaType, &decltype(kMediaTypes)::value_type::second);
    return known == kMediaTypes.end() ? FileKind::Other : known->first;
}

}  // namespace sotto
