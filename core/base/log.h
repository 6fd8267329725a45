// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The only way to write a log line. It takes string literals, numbers and error classes:
// there is no overload for text that came from a person, the relay or a key, so the
// compiler refuses it. Lines go to standard error, off unless SOTTO_LOG asks for them.

#include "core/base/result.h"

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace sotto::log {

/// A text that was written in the source code.
class Literal {
public:
    consteval Literal(const char* text) : m_text(text) { }

    std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

/// A value that may stand in a log.
class Field {
public:
    template <std::integral Number>
    Field(Literal name, Number value) : m_name(name),
                                        m_value(std::to_string(value))
    {
    }

    Field(Literal name, Errc code);

    Field(Literal name, Literal value) : m_name(name), m_value(value.text()) { }

    std::string_view name() const { return m_name.text(); }

    std::string_view value() const { return m_value; }

private:
    Literal m_name;
    std::string m_value;
};

void info(Literal where, Literal what, std::initializer_list<Field> fields = {});
void warning(Literal where, Literal what, std::initializer_list<Field> fields = {});

/// Error and warning lines are on by default in debug builds only.
void enable(bool on);

}  // namespace sotto::log
