// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policy_report.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace sotto;
using namespace sotto::policy;

namespace {

std::string repeated(std::string_view piece, int times)
{
    std::string text;
    for (int i = 0; i < times; ++i)
        text += piece;
    return text;
}

bool isPlainAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c <= 0x7E; });
}

}  // namespace

TEST_CASE("Lint accepts what is right without a word")
{
    const auto text = GENERATE(
        std::string{}, std::string{"# only a comment"},
        std::string{"[session]\nlock_after_s = 90\n"}, std::string{"session.lock_after_s = 90"},
        std::string{"session = { lock_after_s = 90 }"},
        std::string{"[session]\r\nlock_after_s = 0x5A\r\n"},
        std::string{"[auth]\nmfa_methods = [\n  \"totp\", # the phone\n  'fido2',\n]\n"},
        std::string{"[ui]\nbanner = \"Praxis am Fluß: 100 % <b>bold</b>\"\n"},
        std::string{"[policy]\nversion = 1\nrequire_signature = false\n"},
        std::string{"[auth]\nunique_user = true\n"});
    CAPTURE(text);
    const auto report = lint(text, "policy.toml");
    for (const auto& finding : report.findings)
        UNSCOPED_INFO(toLine(finding));
    CHECK(report.findings.empty());
    CHECK(report.exitCode == 0);
}

TEST_CASE("Lint names the line, the setting and the reason")
{
    struct Row {
        std::string text;
        int exitCode;
        FindingKind kind;
        std::string line;
    };

    const auto row = GENERATE(
        Row{"\n[session]\nlogoff_after_s = 7200\n", 1, FindingKind::Clamped,
            "p.toml:3: warning: session.logoff_after_s: 7200 is out of range, clamped to 1800 "
            "(R-4 R-25)."},
        Row{"[session]\nlock_after_s = \"15 min\"", 2, FindingKind::WrongType,
            "p.toml:2: error: session.lock_after_s: It must be a whole number from 15 to 1800 "
            "(s)."},
        Row{"[session]\nlock_after = 90", 2, FindingKind::UnknownKey,
            "p.toml:2: error: session.lock_after: There is no such setting. Did you mean "
            "session.lock_after_s?"},
        Row{"colour = 1", 2, FindingKind::UnknownKey,
            "p.toml:1: error: colour: There is no such setting."},
        Row{"[crypto]\nrequire_e2ee = false", 1, FindingKind::Fixed,
            "p.toml:2: warning: crypto.require_e2ee: No policy may change this; it stays as it is "
            "(R-9)."},
        Row{"[session]\nlogoff_after_s = 60\nlock_after_s = 90", 1, FindingKind::Adjusted,
            "p.toml: warning: session.lock_after_s: Another setting makes it 60 (R-4 R-25)."},
        Row{"[auth]\nmfa = \"maybe\"", 2, FindingKind::WrongType,
            "p.toml:2: error: auth.mfa: It must be one of \"required\", \"relay_only\", "
            "\"off\"."});
    const auto report = lint(row.text, "p.toml");
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings.front().kind == row.kind);
    CHECK(toLine(report.findings.front()) == row.line);
    CHECK(report.exitCode == row.exitCode);
}

TEST_CASE("Hostile policy files are refused with a finding that is safe to print")
{
    struct Row {
        std::string text;
        FindingKind kind;
    };

    const auto row = GENERATE(
        // H5: types
        Row{"[session]\nlock_after_s = nan", FindingKind::WrongType},
        Row{"[session]\nlock_after_s = inf", FindingKind::WrongType},
        Row{"[session]\nlock_after_s = 120.0", FindingKind::WrongType},
        Row{"[session]\nlock_after_s = 99999999999999999999", FindingKind::Syntax},
        Row{"[session]\nlock_after_s = 2026-11-21", FindingKind::WrongType},
        Row{"[session]\nlock_after_s = [120]", FindingKind::WrongType},
        Row{"[session]\nlock_after_s = {}", FindingKind::WrongType},
        Row{"[session.lock_after_s]\nx = 1", FindingKind::WrongType},
        Row{"[[session]]\nlock_after_s = 90", FindingKind::UnknownKey},
        Row{"[crypto]\ntls_min = 1.2", FindingKind::WrongType},
        Row{"[auth]\nmfa_methods = [\"totp\", 1]", FindingKind::WrongType},
        Row{"[auth]\nmfa_methods = []", FindingKind::WrongType},
        Row{"[auth]\nmfa_methods = [[\"totp\"]]", FindingKind::WrongType},
        Row{"[ui]\nbanner = \"\\u001b[31m\"", FindingKind::WrongType},
        Row{"[ui]\nbanner = \"a\\nb\"", FindingKind::WrongType},
        // H8: the same key twice, in all spellings
        Row{"[session]\nlock_after_s = 90\nlock_after_s = 600", FindingKind::Syntax},
        Row{"[session]\nlock_after_s = 90\n[session]\nmax_s = 3600", FindingKind::Syntax},
        Row{"[session]\nlock_after_s = 90\n\"lock_after_s\" = 600", FindingKind::Syntax},
        Row{"\"session.lock_after_s\" = 600", FindingKind::UnknownKey},
        // H9: encodings
        Row{"\xEF\xBB\xBF[session]\nlock_after_s = 90", FindingKind::NotUtf8},
        Row{std::string{"\xFF\xFE[\0s\0", 6}, FindingKind::NotUtf8},
        Row{"[ui]\nbanner = \"\xC0\xAF\"", FindingKind::NotUtf8},
        Row{"[ui]\nbanner = \"\xED\xA0\x80\"", FindingKind::NotUtf8},
        Row{"[ui]\nbanner = \"caf\xE9\"", FindingKind::NotUtf8},
        Row{std::string{"[ui]\0\n", 6}, FindingKind::Syntax},
        // H12: nothing is included or expanded
        Row{"include = \"/etc/passwd\"", FindingKind::UnknownKey},
        // H14
        Row{"[policy]\nversion = 2", FindingKind::NewerVersion},
        Row{"[policy]\nversion = \"2\"", FindingKind::WrongType},
        // Nesting and size
        Row{repeated("a.", 20000) + "b = 1", FindingKind::Syntax},
        Row{"[" + repeated("a.", 500000) + "b]", FindingKind::Syntax},
        Row{"x = \"a\\\"" + repeated(".", 9000) + "\"\n" + repeated("a .", 20000) + "b = 1",
            FindingKind::Syntax},
        Row{"x = " + repeated("[", 100000), FindingKind::Syntax},
        Row{"x = " + repeated("{a=", 100000), FindingKind::Syntax},
        Row{"x = \"\"\"a\"\"\"\"\n" + repeated("a.", 20000) + "b = 1", FindingKind::Syntax},
        Row{"x = '''\n" + repeated("a.", 20000) + "'''", FindingKind::Syntax},
        Row{std::string(kMaxPolicyBytes + 1, '#'), FindingKind::Unreadable},
        Row{"\"\x7F\\u001b[2J\\n\" = 1", FindingKind::Syntax},
        Row{"\"\\u001b[2J\\n\" = 1", FindingKind::UnknownKey},
        Row{"\"" + std::string(5000, 'k') + "\" = 1", FindingKind::UnknownKey},
        Row{"[session\nlock_after_s = 90", FindingKind::Syntax},
        Row{"[session]\nlock_after_s = 90 \x01", FindingKind::Syntax});
    CAPTURE(row.text.substr(0, 80));
    const auto report = lint(row.text, "p\x1b.toml");
    REQUIRE_FALSE(report.findings.empty());
    CHECK(report.findings.front().kind == row.kind);
    CHECK(report.exitCode == 2);
    for (const auto& finding : report.findings) {
        CHECK(isPlainAscii(toLine(finding)));
        CHECK(toLine(finding).size() < 400);
    }
}

TEST_CASE("Every cut of a good policy file is read without harm")
{
    const auto whole = exampleFile(WorkstationClass::Shared);
    for (std::size_t length = 0; length < 3000; length += 7)
        lint(std::string_view{whole}.substr(0, length), "cut");
    SUCCEED();
}

TEST_CASE("The example files are those that the table makes, and lint finds nothing in them")
{
    struct Row {
        const char* file;
        WorkstationClass workstation;
    };

    const auto row = GENERATE(Row{"shared-workstation.toml", WorkstationClass::Shared},
                              Row{"private-laptop.toml", WorkstationClass::Private});
    std::ifstream stream{std::string{SOTTO_SOURCE_DIR "/packaging/policy/"} + row.file};
    std::ostringstream text;
    text << stream.rdbuf();
    CHECK(text.str() == exampleFile(row.workstation));
    const auto report = lint(text.str(), row.file);
    for (const auto& finding : report.findings)
        UNSCOPED_INFO(toLine(finding));
    CHECK(report.findings.empty());
}

TEST_CASE("Explain knows each setting and its law, and no other")
{
    for (const auto& row : kSettings) {
        CAPTURE(row.name);
        const auto text = explain(row.name);
        CHECK(text.starts_with(row.name));
        CHECK(text.find(" ()") == std::string::npos);
        CHECK(text.find("# (") == std::string::npos);  // a requirement without a citation
        CHECK(text.find("; (") == std::string::npos);
    }
    CHECK(explain("session.lock_after_s").find("45 CFR 164.312(a)(2)(iii)") != std::string::npos);
    CHECK(explain("session.lock").empty());
}
