// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/file_kind.h"
#include "core/domain/file_name.h"

#include <QString>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace std::string_literals;

TEST_CASE("F1: of a path only the last part is a name")
{
    CHECK(safeFileName("../../etc/passwd") == "passwd");
    CHECK(safeFileName("/etc/passwd") == "passwd");
    CHECK(safeFileName("C:\\Windows\\system32\\x.dll") == "x.dll");
    CHECK(safeFileName("\\\\server\\share\\x.pdf") == "x.pdf");
    CHECK(safeFileName("\\\\?\\C:\\x.pdf") == "x.pdf");
    CHECK(safeFileName("..") == "file");
    CHECK(safeFileName("a/..") == "file");
    CHECK(safeFileName("a/") == "file");
    CHECK(safeFileName("") == "file");
}

TEST_CASE("F2: controls, line ends and marks of direction are no part of a name")
{
    CHECK(safeFileName("a\0b\r\nc\x7f.pdf"s) == "abc.pdf");
    CHECK(safeFileName("photo\u202Egnp.exe") == "photognp.exe");  // shown as photoexe.png
    CHECK(safeFileName("a\u2028b\u200Bc\uFEFF.txt") == "abc.txt");
    CHECK(safeFileName("\xff\xfe.txt") == "txt");
}

TEST_CASE("F4: names that mean something else to Windows are changed")
{
    CHECK(safeFileName("CON") == "_CON");
    CHECK(safeFileName("nul.txt") == "_nul.txt");
    CHECK(safeFileName("Com1.tar.gz") == "_Com1.tar.gz");
    CHECK(safeFileName("console.txt") == "console.txt");
    CHECK(safeFileName("x.exe. . ") == "x.exe");
    CHECK(safeFileName("a.txt:stream.exe") == "a.txt_stream.exe");
    CHECK(safeFileName("a<b>\"c|d?e*.txt") == "a_b__c_d_e_.txt");
    CHECK(safeFileName(".bashrc") == "bashrc");
}

TEST_CASE("F5: a long name is cut between characters and keeps its ending")
{
    const auto cut = QString::fromStdString(safeFileName(std::string(300, 'a') + ".pdf"));
    CHECK(cut.size() == kMaxFileName);
    CHECK(cut.endsWith(QStringLiteral("a.pdf")));
    std::string faces;
    for (int i = 0; i < 100; ++i)
        faces += "\U0001F469\u200D\U0001F4BB";  // one to the eye
    const auto name = QString::fromStdString(safeFileName(faces + ".png"));
    CHECK(name.size() <= kMaxFileName);
    CHECK(name.endsWith(QStringLiteral(".png")));
    CHECK_FALSE(name.chopped(4).back().isHighSurrogate());
}

TEST_CASE("F6: a composed and a decomposed name are one name")
{
    CHECK(safeFileName("re\u0301sume\u0301.pdf") == safeFileName("r\u00E9sum\u00E9.pdf"));
}

TEST_CASE("what a file is, its first bytes say")
{
    const auto kind = [](std::string_view bytes, bool isAll = true) {
        return kindOf(viewOf(bytes), isAll);
    };
    CHECK(kind("\x89PNG\r\n\x1a\n....") == FileKind::Png);
    CHECK(kind("\xff\xd8\xff\xe0....") == FileKind::Jpeg);
    CHECK(kind("%PDF-1.7") == FileKind::Pdf);
    CHECK(kind("MZ\x90") == FileKind::Program);
    CHECK(kind("\x7f"
               "ELF") == FileKind::Program);
    CHECK(kind("#!/bin/sh\n") == FileKind::Program);
    CHECK(kind("Potassium 6.1 \xC2\xB5g\r\n\tok") == FileKind::Text);
    CHECK(kind("GIF89a\x01") == FileKind::Other);
    CHECK(kind("") == FileKind::Other);
    CHECK(kind("a\0b"s) == FileKind::Other);
    CHECK(kind("overlong \xC0\x80") == FileKind::Other);
    CHECK(kind("cut here \xE2\x82", false) == FileKind::Text);
    CHECK(kind("cut here \xE2\x82", true) == FileKind::Other);
    CHECK(kind("broken \xE2 a") == FileKind::Other);
}

TEST_CASE("what may do harm is known by its ending or by its content")
{
    CHECK(isDangerous("report.EXE", FileKind::Other));
    CHECK(isDangerous("report.pdf", FileKind::Program));
    CHECK(isDangerous("report.pdf.lnk", FileKind::Pdf));
    CHECK(isDangerous("page.html", FileKind::Text));
    CHECK(isDangerous("macro.docm", FileKind::Other));
    CHECK_FALSE(isDangerous("report.pdf", FileKind::Pdf));
    CHECK_FALSE(isDangerous("exe", FileKind::Other));
}

TEST_CASE("a type of the policy is met by content; an ending that says nothing, by the name")
{
    CHECK(isOfType("images", "x", FileKind::Jpeg));
    CHECK_FALSE(isOfType("images", "x.png", FileKind::Program));
    CHECK(isOfType("pdf", "x", FileKind::Pdf));
    CHECK_FALSE(isOfType("pdf", "x.pdf", FileKind::Other));
    CHECK(isOfType("txt", "notes.md", FileKind::Text));
    CHECK(isOfType("docx", "letter.DOCX", FileKind::Other));
    CHECK_FALSE(isOfType("docx", "letter.docx", FileKind::Program));
    CHECK_FALSE(isOfType("exe", "setup.exe", FileKind::Other));
}

TEST_CASE("media types stand for the kinds that we know, and only for those")
{
    for (const auto kind : {FileKind::Png, FileKind::Jpeg, FileKind::Pdf, FileKind::Text})
        CHECK(kindOfMediaType(mediaTypeOf(kind)) == kind);
    CHECK(mediaTypeOf(FileKind::Program) == "application/octet-stream");
    CHECK(kindOfMediaType("image/svg+xml") == FileKind::Other);
    CHECK(kindOfMediaType("") == FileKind::Other);
}
